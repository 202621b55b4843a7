"""Russian: draws that were made, computed again, and what the tests of the drawn packages show."""

SENTENCES = {
    (
        "All {count} draws follow from the secrets committed to in the names of people; who chose them, the station "
        "cannot know."
    ): (
        "Все отборы ({count}) следуют из секретов, к которым обязались от имени участников; кто их выбрал, станция "
        "знать не может."
    ),
    "No packages were drawn, so no draw was to be computed again.": (
        "Отбора упаковок не было, пересчитывать было нечего."
    ),
    "All {count} tests are of packages that were here, by people who were present.": (
        "Все проверки ({count}) — упаковок, которые были здесь, и проведены присутствовавшими."
    ),
    "Draw {draw} was opened a second time (entry {index}).": "Отбор {draw} открыт повторно (запись № {index}).",
    (
        "Draw {draw} was opened (entry {index}) while packages could still be added to the list of consignment "
        "{consignment}."
    ): (
        "Отбор {draw} открыт (запись № {index}), когда в список партии {consignment} ещё можно было добавлять упаковки."
    ),
    (
        "Draw {draw} (entry {index}) is said to be of {stated} packages; {found} of consignment {consignment} were here."
    ): (
        "Отбор {draw} (запись № {index}) назван отбором из упаковок числом {stated}; из партии {consignment} здесь "
        "было {found}."
    ),
    "Draw {draw} (entry {index}) is one of too many to be computed again.": (
        "Отборов слишком много, отбор {draw} (запись № {index}) не пересчитан."
    ),
    "Draw {draw} (entry {index}) names a plan that cannot be made: {error}": (
        "Отбор {draw} (запись № {index}) называет план, которого быть не может: {error}"
    ),
    "Draw {draw} (entry {index}) is of {size} packages; its plan asks for at least {least} of the {packages}.": (
        "В отборе {draw} (запись № {index}) упаковок: {size}; его план требует не менее {least} из {packages}."
    ),
    "Entry {index} is of draw {draw}, which was never opened.": (
        "Запись № {index} относится к отбору {draw}, который не открывали."
    ),
    (
        "Draw {draw} was called off (entry {index}) when its commitments were closed: who had heard the secrets knew "
        "what it "
        "would fall on."
    ): (
        "Отбор {draw} отменён (запись № {index}), когда приём обязательств был закрыт: кто слышал секреты, знал, на что он "
        "выпадет."
    ),
    "{person} committed (entry {index}) when draw {draw} took no commitments any more.": (
        "{person} внёс обязательство (запись № {index}), когда отбор {draw} их уже не принимал."
    ),
    "{person} committed to draw {draw} (entry {index}) without being present.": (
        "{person} внёс обязательство к отбору {draw} (запись № {index}), не присутствуя."
    ),
    "{person} committed to draw {draw} a second time (entry {index}).": (
        "{person} внёс обязательство к отбору {draw} повторно (запись № {index})."
    ),
    "The commitments of draw {draw} were closed a second time (entry {index}).": (
        "Приём обязательств отбора {draw} закрыт повторно (запись № {index})."
    ),
    "Draw {draw} (entry {index}) names {stated} as those who committed; by their entries it was {found}.": (
        "Отбор {draw} (запись № {index}) называет внёсшими обязательства: {stated}; по записям это {found}."
    ),
    "All who committed to draw {draw} (entry {index}) had the same role, or nobody did.": (
        "Все, кто внёс обязательства к отбору {draw} (запись № {index}), были в одной роли, или таких не было."
    ),
    "{person} revealed a secret (entry {index}) when draw {draw} took none: who commits after hearing it can steer.": (
        "{person} раскрыл секрет (запись № {index}), когда отбор {draw} их не принимал: кто вносит обязательство, "
        "услышав его, "
        "может управлять отбором."
    ),
    "The secret that {person} revealed for draw {draw} (entry {index}) is not the one committed to.": (
        "Секрет, который {person} раскрыл для отбора {draw} (запись № {index}), не тот, к которому он обязался."
    ),
    "Draw {draw} was made (entry {index}) when it was not to be made.": (
        "Отбор {draw} проведён (запись № {index}), когда его проводить было нельзя."
    ),
    "Draw {draw} (entry {index}) cannot be computed again: {error}": (
        "Отбор {draw} (запись № {index}) нельзя пересчитать: {error}"
    ),
    (
        "Draw {draw} (entry {index}) names {stated} as those who withheld their secret; by the entries it was {found}."
    ): "Отбор {draw} (запись № {index}) называет не раскрывшими секрет: {stated}; по записям это {found}.",
    "The seed of draw {draw} (entry {index}) is not the one that the secrets give, {found}.": (
        "Зерно отбора {draw} (запись № {index}) не то, которое дают секреты: {found}."
    ),
    (
        "Draw {draw} did not fall on the packages that entry {index} names, in their order. Wrongly there: {extra}; "
        "left out: "
        "{lacking}."
    ): (
        "Отбор {draw} выпал не на те упаковки или не в том порядке, как названо в записи № {index}. Лишние: {extra}; "
        "пропущены: {lacking}."
    ),
    (
        "Draw {draw} of consignment {consignment} was CALLED OFF. The reason given: {reason}. Committed by then, in "
        "the names of: "
        "{persons}."
    ): (
        "Отбор {draw} партии {consignment} ОТМЕНЁН. Названная причина: {reason}. К этому времени обязательства внесены "
        "от имени: {persons}."
    ),
    "Draw {draw} of consignment {consignment} was never made, and shows nothing.": (
        "Отбор {draw} партии {consignment} не был проведён и ничего не показывает."
    ),
    (
        "In the names of {persons} it was committed to draw {draw} and NOT REVEALED in the {seconds} s that were "
        "given. So it has "
        "no seed, and all packages were drawn."
    ): (
        "От имени {persons} внесено обязательство к отбору {draw}, за отведённые {seconds} с секрет НЕ РАСКРЫТ. "
        "Поэтому зерна нет и отобраны все упаковки."
    ),
    "Nobody committed to draw {draw} in the names of {persons}, who were present: it rests on the others' secrets.": (
        "{persons}: присутствовали, но от их имени обязательств к отбору {draw} никто не внёс; он держится на секретах "
        "остальных."
    ),
    "no one": "никто",
    "as declared": "как заявлено",
    "NOT AS DECLARED": "НЕ ТАК, КАК ЗАЯВЛЕНО",
    "not clear": "неясно",
    "set aside untested": "отложена без проверки",
    "missing untested": "отсутствует, не проверена",
    "{package} ({what})": "{package} ({what})",
    (
        "Draw {draw} of consignment {consignment} shows nothing yet: of the {size} packages that it fell on, {count} "
        "are not "
        "tested: {packages}."
    ): (
        "Отбор {draw} партии {consignment} пока ничего не показывает: из отобранных упаковок (их {size}) не проверены "
        "{count}: "
        "{packages}."
    ),
    (
        "Draw {draw} of consignment {consignment} claims nothing, whatever its tests found: {failed} of the same "
        "consignment "
        "failed, and to draw again does not undo that."
    ): (
        "Отбор {draw} партии {consignment} ничего не утверждает, что бы ни показали проверки: отбор {failed} той же "
        "партии не "
        "прошёл, и новый отбор этого не отменяет."
    ),
    "Nothing follows from draw {draw}: it does not stand as recorded.": (
        "Из отбора {draw} ничего не следует: он не таков, как записано."
    ),
    "Draw {draw} fell on {packages}, burned without a test for it.": (
        "Отбор {draw} выпал на упаковки, сожжённые без проверки для него: {packages}."
    ),
    (
        "{count} packages of consignment {consignment} burned that draw {draw} COULD NOT FALL ON, and of which it "
        "shows nothing: "
        "{packages}."
    ): (
        "Сожжены упаковки партии {consignment} ({count}), на которые отбор {draw} ВЫПАСТЬ НЕ МОГ и о которых он ничего "
        "не показывает: {packages}."
    ),
    "Test {test} was recorded a second time (entry {index}).": (
        "Проверка {test} записана повторно (запись № {index})."
    ),
    "Test {test} (entry {index}) is of package {package}, which was not here.": (
        "Проверка {test} (запись № {index}) — упаковки {package}, которой здесь не было."
    ),
    "Test {test} (entry {index}) is said to be for draw {draw}, which had not fallen on package {package}.": (
        "Проверка {test} (запись № {index}) отнесена к отбору {draw}, который на упаковку {package} не выпадал."
    ),
    "Test {test} of package {package} (entry {index}) is told of {person}, who was not present.": (
        "Проверка {test} упаковки {package} (запись № {index}) приписана участнику {person}, который не присутствовал."
    ),
    (
        "Test {test} of package {package} was made on {today} with kit {kit}, lot {lot}, which was to be used until "
        "{expires}: "
        "what it says is doubtful."
    ): (
        "Проверка {test} упаковки {package} проведена {today} набором {kit}, серия {lot}, годным до {expires}: её результат "
        "сомнителен."
    ),
    (
        "THE CLAIM OF DRAW {draw} DOES NOT HOLD. Of the {size} packages of consignment {consignment} that it fell on, "
        "{count} "
        "speak against it, and {allowed} may: {negatives}. So every package of {consignment} is in doubt, also those "
        "that were "
        "not drawn, and none may burn before the people present decide, with reasons."
    ): (
        "УТВЕРЖДЕНИЕ ОТБОРА {draw} НЕ ПОДТВЕРДИЛОСЬ. Из отобранных упаковок партии {consignment} (их {size}) против него "
        "{count}, допустимо {allowed}: {negatives}. Поэтому под сомнением каждая упаковка партии {consignment}, в том "
        "числе не "
        "отобранная, и ни одну нельзя сжигать, пока присутствующие не решат об этом с указанием причин."
    ),
    (
        "Draw {draw} of consignment {consignment} came out well: of the {size} packages that it fell on, {good} were "
        "found to "
        "be as declared, {negatives} were not, and {allowed} may."
    ): (
        "Отбор {draw} партии {consignment} прошёл: из отобранных упаковок (их {size}) такими, как заявлено, оказались "
        "{good}, "
        "не такими — {negatives}, допустимо {allowed}."
    ),
    (
        "Of consignment {consignment} packages were tested that somebody chose, and no draw: {packages}. Of the others that "
        "shows nothing."
    ): (
        "Из партии {consignment} проверены упаковки, которые кто-то выбрал, а не отбор: {packages}. Об остальных это "
        "не говорит "
        "ничего."
    ),
    "No package of consignment {consignment} was opened and tested here.": (
        "Ни одна упаковка партии {consignment} здесь не вскрывалась и не проверялась."
    ),
}
