"""Russian: custody before the station as papers claim it, samples kept, and packages as they were shown."""

_CUSTODY = {
    (
        "CLAIMED, NOT SEEN: what is told here of the time before the station stands in papers, and the station saw "
        "none of it. "
        "Holdings claimed: {count}, of consignments {consignments}."
    ): (
        "ЗАЯВЛЕНО, НО НЕ ВИДЕНО: всё сказанное здесь о времени до станции взято из бумаг, сама станция ничего из этого не "
        "видела. Заявлено периодов хранения: {count}; партии: {consignments}."
    ),
    "Whether the giver was the holder before could not be compared in {count} hand-overs: names are withheld here.": (
        "В передачах (их число: {count}) нельзя сверить, передал ли предыдущий держатель: имена здесь скрыты."
    ),
    "Nothing is claimed about where {whose} was between seizure and station.": (
        "О том, где находилось изъятое между изъятием и станцией, ничего не заявлено: {whose}."
    ),
    "Nothing is claimed about where {whose} was between seizure and station: {length}.": (
        "О том, где находилось изъятое между изъятием и станцией, ничего не заявлено: {whose}; прошло {length}."
    ),
    "Consignment {consignment} was registered before, in session {session}: look there, too.": (
        "Партия {consignment} уже регистрировалась, в процедуре {session}: смотрите и там."
    ),
    "No claim on consignment {consignment} names a seal.": (
        "Ни в одном заявлении о хранении партии {consignment} не названа пломба."
    ),
    "Times of these papers cannot be read, or end before they begin, and cover nothing: {told}.": (
        "Время в этих бумагах не читается или кончается раньше, чем начинается, и ничего не покрывает: {told}."
    ),
    "HOLES: of these times nothing is claimed about {whose}: {told}.": (
        "ПРОБЕЛЫ: об этом времени ничего не заявлено ({whose}): {told}."
    ),
    "IN TWO HANDS AT ONCE, as claimed, was {whose}: {told}.": ("СРАЗУ В ДВУХ РУКАХ, как заявлено ({whose}): {told}."),
    "Held, as claimed, before the seizure was {whose}: {told}.": (
        "Как заявлено, хранение началось раньше изъятия ({whose}): {told}."
    ),
    "Still held elsewhere, as claimed, when the station had it was {whose}: {told}.": (
        "Как заявлено, хранение в другом месте продолжалось, когда изъятое уже было на станции ({whose}): {told}."
    ),
    "The giver of {whose} is not the holder before: {told}.": ("Передал не тот, кто держал раньше ({whose}): {told}."),
    "As claimed, {whose} took these steps: {steps}.": "Как заявлено, шаги таковы ({whose}): {steps}.",
    "As claimed, {whose} took {length} from the seizure to the station, in these steps: {steps}.": (
        "Как заявлено, от изъятия до станции прошло {length} ({whose}), по шагам: {steps}."
    ),
    "SEALS THAT CHANGED WITHOUT A REASON, as claimed: {told}.": (
        "ПЛОМБЫ, СМЕНЁННЫЕ БЕЗ УКАЗАНИЯ ПРИЧИНЫ, как заявлено: {told}."
    ),
    "Seals that changed, as claimed, with a reason: {told}.": (
        "Пломбы, сменённые, как заявлено, с указанием причины: {told}."
    ),
    "LOST from paper to paper, as claimed (within which limits is not known): {told}.": (
        "УБЫЛО от бумаги к бумаге, как заявлено (пределы погрешности неизвестны): {told}."
    ),
    "GAINED from paper to paper, as claimed (within which limits is not known): {told}.": (
        "ПРИБЫЛО от бумаги к бумаге, как заявлено (пределы погрешности неизвестны): {told}."
    ),
    "consignment {consignment}": "партия {consignment}",
    "consignment {consignment} (packages {packages})": "партия {consignment}, упаковки {packages}",
    "package {package}": "упаковка {package}",
    "{what}: {before} (entry {earlier}), then {after} (entry {later})": (
        "{what}: {before} (запись № {earlier}), затем {after} (запись № {later})"
    ),
    "{what}: {before} (entry {earlier}), then {after} (entry {later}): {reason}": (
        "{what}: {before} (запись № {earlier}), затем {after} (запись № {later}); причина: {reason}"
    ),
    "{what}: {before} mg (entry {earlier}), then {after} mg (entry {later}), difference {difference} mg": (
        "{what}: {before} мг (запись № {earlier}), затем {after} мг (запись № {later}), разница {difference} мг"
    ),
    "{length} from {begin} to {end} ({after} to {before})": "{length}, с {begin} по {end} ({after} → {before})",
    "{length} from {begin} to {end} (entries {earlier} and {later})": (
        "{length}, с {begin} по {end} (записи № {earlier} и № {later})"
    ),
    "{earlier} to {later}, {length}": "{earlier} → {later}, {length}",
    "entry {index}, {what} {text}": "запись № {index}, {what} {text}",
    "{hours} h {minutes} min": "{hours} ч {minutes} мин",
    "{least} to {most}": "от {least} до {most}",
    "the seizure": "изъятие",
    "the station": "станция",
    "the opening of the session": "открытие процедуры",
}
_SAMPLES = {
    "Nothing burned without the samples and opinions that this session's conditions ask for.": (
        "Ничего не сожжено без образцов и заключений, которых требуют условия этой процедуры."
    ),
    "Samples taken here, before the cameras: {told}.": "Образцы, взятые здесь, перед камерами: {told}.",
    "Samples CLAIMED by papers, taken before and not seen here: {told}.": (
        "Образцы, ЗАЯВЛЕННЫЕ в бумагах: взяты раньше, здесь их не видели: {told}."
    ),
    "{sample}, from package {package}": "{sample}, из упаковки {package}",
    "{sample}, source {source}": "{sample}, источник: {source}",
    "{number} ({which}) of consignment {consignment}, {mass} mg, seal {seal}, kept until {until}": (
        "{number} ({which}) из партии {consignment}, {mass} мг, пломба {seal}, хранится до: {until}"
    ),
    "No sample of consignment {consignment} is recorded.": "Образец партии {consignment} в записи не значится.",
    "No expert opinion on consignment {consignment} is named.": (
        "Заключение эксперта по партии {consignment} не названо."
    ),
    "Of consignment {consignment} something burned, and no sample of it was kept.": (
        "Из партии {consignment} сожжённое есть, а её образец не сохранён."
    ),
    "Of consignment {consignment} something burned, and no expert opinion on it is named.": (
        "Из партии {consignment} сожжённое есть, а заключение эксперта по ней не названо."
    ),
    "Expert opinions, as papers claim: {told}.": "Заключения экспертов, как заявлено в бумагах: {told}.",
    "{number} of {date} on consignment {consignment}: {result}": (
        "{number} от {date} по партии {consignment}: {result}"
    ),
    "{result}": "{result}",
    "{result}, purity {purity}‰": "{result}, чистота {purity}‰",
    "ONE SEAL FOR TWO THINGS: {seal} is on {told}.": "ОДНА ПЛОМБА НА РАЗНЫХ ПРЕДМЕТАХ: {seal}: {told}.",
    "sample {sample} (entry {index})": "образец {sample} (запись № {index})",
    "package {package} (entry {index})": "упаковка {package} (запись № {index})",
    "Package {package} is sample {sample} of consignment {consignment}, {fate}; {origin}.": (
        "Упаковка {package} — образец {sample} партии {consignment}, {fate}; {origin}."
    ),
    "burned here": "сожжён здесь",
    "not burned here": "здесь не сожжён",
    "it was kept by entry {index} of this record": "о сохранении образца говорит запись № {index}",
    "its keeping stands in the record of session {session}, or in an earlier one": (
        "о сохранении образца говорит запись процедуры {session} или более ранней"
    ),
    "no entry says when it was kept": "ни одна запись не говорит, когда образец был сохранён",
}
_PRESENTED = {
    "Every package that was weighed had been shown to the cameras with its seal.": (
        "Каждая взвешенная упаковка была до этого показана камерам вместе с пломбой."
    ),
    "Package {package} was weighed (weighing {weighing}) without having been shown to the cameras.": (
        "Упаковка {package} взвешена (взвешивание № {weighing}), но камерам показана не была."
    ),
    "A NUMBER WAS TRIED A SECOND TIME, and refused: {told}.": (
        "НОМЕР ПЫТАЛИСЬ ИСПОЛЬЗОВАТЬ ПОВТОРНО, станция отказала: {told}."
    ),
    "{what} {number}, used in session {session} before (entry {index})": (
        "{what} {number}: номер занят в процедуре {session} (запись № {index})"
    ),
    "{what} {number}, which package {package} of session {session} had (entry {index})": (
        "{what} {number}: номер занят упаковкой {package} процедуры {session} (запись № {index})"
    ),
    "SEALS THAT ARE NOT THOSE ON PAPER: {told}.": "ПЛОМБЫ НЕ ТЕ, ЧТО В БУМАГАХ: {told}.",
    "package {package}, {seal} read (entry {index}), {paper} on paper{others}": (
        "упаковка {package}: прочитано {seal} (запись № {index}), по бумагам {paper}{others}"
    ),
    ", {seizure} claimed at seizure": ", при изъятии заявлено {seizure}",
    ", {store} claimed in the store": ", на складе заявлено {store}",
    ", {seizure} claimed at seizure, {store} claimed in the store": (
        ", при изъятии заявлено {seizure}, на складе заявлено {store}"
    ),
    "SEALS THAT WERE NOT INTACT: {told}.": "ПЛОМБЫ НЕ В ЦЕЛОСТИ: {told}.",
    "Remarked, when packages were shown: {told}.": "Замечено при показе упаковок: {told}.",
    "package {package}, {state} (entry {index})": "упаковка {package}, пломба: {state} (запись № {index})",
    "package {package}, {state} (entry {index}): {remark}": (
        "упаковка {package}, пломба: {state} (запись № {index}): {remark}"
    ),
    "Papers name different seals of one package: {told}.": ("В бумагах названы разные пломбы одной упаковки: {told}."),
    "package {package}, {paper} today{others}": "упаковка {package}: сегодня {paper}{others}",
    "ON THE LIST AND NOT THERE: {told}.": "В СПИСКЕ ЕСТЬ, А НА МЕСТЕ НЕТ: {told}.",
    "{what} {number}, used in its case before (entry {index})": (
        "{what} {number}: номер в деле уже занят (запись № {index})"
    ),
    "WAS SHOWN HERE AND IS GONE: {told}.": "ЗДЕСЬ ПОКАЗАНА И ПРОПАЛА: {told}.",
    "package {package}, shown by entry {shown}, missing by entry {index} ({reason})": (
        "упаковка {package}: показана (запись № {shown}), нет на месте (запись № {index}: {reason})"
    ),
    (
        "DECIDED TO BURN package {package}: as recorded, in the names of {persons}. Against it spoke: {against}. The reason "
        "given: {reason}."
    ): (
        "РЕШЕНО СЖЕЧЬ упаковку {package}; как записано, от имени: {persons}. Против говорило: {against}. Указанная "
        "причина: {reason}."
    ),
    (
        "Decided to keep package {package} from the fire: as recorded, in the names of {persons}. Against it spoke: "
        "{against}. "
        "The reason given: {reason}."
    ): (
        "Решено не сжигать упаковку {package}; как записано, от имени: {persons}. Против сжигания говорило: {against}. "
        "Указанная причина: {reason}."
    ),
    "nothing that the station knew": "ничего, что было бы известно станции",
}
_MASSES = {
    "From entry {index} on, which breaks the rules, no mass is compared.": (
        "Начиная с записи № {index}, нарушающей правила, массы не сопоставлены."
    ),
    "With what the papers' masses were weighed is not told, so U is the limit of the weighing here alone: {packages}.": (
        "Чем взвешены массы, указанные в бумагах, не сказано, поэтому U — предел одного лишь здешнего взвешивания: "
        "{packages}."
    ),
    (
        "Lost, and it could be drying: plants that were first weighed fresh, of which this session's conditions expect "
        "up to "
        "{permille}‰ to be lost so: {told}."
    ): (
        "Убыло, и это может быть усыхание: растения, впервые взвешенные свежими; условия этой процедуры допускают, что так "
        "теряется до {permille}‰: {told}."
    ),
    (
        "package {package}, {stated} mg on paper, {taken} mg taken from it by people's word, {weighed} mg weighed (weighing "
        "{weighing}), difference {difference} mg, U {u} mg"
    ): (
        "упаковка {package}: по бумагам {stated} мг, из неё, по словам людей, взято {taken} мг, взвешено {weighed} мг "
        "(взвешивание № {weighing}), разница {difference} мг, U {u} мг"
    ),
    "Packages weighed: {weighed}; of these, compared with a mass on their papers: {compared}.": (
        "Взвешено упаковок: {weighed}; из них сопоставлено с массой по бумагам: {compared}."
    ),
    "Weighed here more than once, the same within U: {told}.": "Взвешено здесь не один раз, совпадает в пределах U: {told}.",
    "LOST HERE, between two weighings: {told}.": "УБЫЛО ЗДЕСЬ, между двумя взвешиваниями: {told}.",
    "GAINED HERE, between two weighings: {told}.": "ПРИБЫЛО ЗДЕСЬ, между двумя взвешиваниями: {told}.",
    (
        "package {package}, {earlier} mg {called} (weighing {weighing}), then {later} mg {recalled} (weighing "
        "{reweighing}), "
        "taken from it between {taken} mg, difference {difference} mg, U {u} mg"
    ): (
        "упаковка {package}: {earlier} мг, {called} (взвешивание № {weighing}), затем {later} мг, {recalled} (взвешивание № "
        "{reweighing}), между ними взято {taken} мг, разница {difference} мг, U {u} мг"
    ),
    "NOT COMPARED with anything, since their papers state no mass of the kind that the scale showed: {told}.": (
        "НИ С ЧЕМ НЕ СОПОСТАВЛЕНО, потому что в бумагах нет массы того вида, какой показали весы: {told}."
    ),
    "package {package}, {weighed} mg {called} (weighing {weighing})": (
        "упаковка {package}: взвешено {weighed} мг, {called} (взвешивание № {weighing})"
    ),
    "PAPERS THAT ALLOW FOR MORE THAN 1 % of the mass, so that a loss can hide: {told}.": (
        "БУМАГИ, ДОПУСКАЮЩИЕ БОЛЕЕ 1 % массы, так что убыль может скрыться: {told}."
    ),
    "package {package}, {mass} mg within {bound} mg": "упаковка {package}: {mass} мг с пределом {bound} мг",
}
SENTENCES = {**_CUSTODY, **_SAMPLES, **_PRESENTED, **_MASSES}
