"""Russian: what is said of legal metrology: bounds, check weights, the empty scale, the display, changes, masses."""

SENTENCES = {
    (
        "{when} the scale showed {shown} mg of check weight {weight}, {nominal} mg (weighing {weighing}): {off} "
        "mg off, {permitted} mg permitted in service."
    ): (
        "{when} контрольная гиря {weight}, {nominal} мг: весы показали {shown} мг (взвешивание № {weighing});"
        " отклонение {off} мг, в эксплуатации допускается {permitted} мг."
    ),
    "At the {when} the check weight was left out. The reason given: {reason}.": (
        "Контрольная гиря не взвешена, когда: {when}. Указанная причина: {reason}."
    ),
    "What was weighed of known weights stands in the record.": "Взвешивания контрольных гирь внесены в запись.",
    (
        "THE SCALE FAILED ITS CHECK. {when} it showed {shown} mg of check weight {weight}, {nominal} mg (weighing"
        " {weighing}): {off} mg off, and only {permitted} mg are permitted in service."
    ): (
        "ВЕСЫ НЕ ПРОШЛИ ПРОВЕРКУ. {when} контрольная гиря {weight}, {nominal} мг: весы показали {shown} мг "
        "(взвешивание № {weighing}); отклонение {off} мг, а в эксплуатации допускается лишь {permitted} мг."
    ),
    "At the opening": "При открытии",
    "At the close": "При закрытии",
    "Between the batches": "Между загрузками печи",
    "The station had no check weights: nothing here shows that its scale weighed right.": (
        "У станции не было контрольных гирь: ничто здесь не показывает, что её весы взвешивали верно."
    ),
    "At the {when} no check weight was weighed.": "Контрольная гиря не взвешивалась, когда: {when}.",
    "Before each of the {count} weighings the scale was seen empty, on its own line.": (
        "Перед каждым взвешиванием весы были пусты, это видно по их линии; число взвешиваний: {count}."
    ),
    "{weighing}: nobody saw the scale empty after it.": "{weighing}: пустых весов после него никто не видел.",
    (
        "{weighing}: that the empty scale showed {figure} before it does not stand in its recording, which may "
        "have begun later."
    ): ("{weighing}: показания пустых весов {figure} перед ним нет в файле записи, который мог начаться позже."),
    "{weighing}: the empty scale showed {off} mg before it, more than half of e.": (
        "{weighing}: перед ним пустые весы показывали {off} мг, больше половины e."
    ),
    "Entry {index} speaks of the empty scale after weighing {after}, which is not the one before it.": (
        "Запись № {index} говорит о пустых весах после взвешивания № {after}, но предыдущим было не оно."
    ),
    ("Entry {index}: the scale never sent {figure}, which it is said to have shown empty after weighing {after}."): (
        "Запись № {index}: весы не передавали {figure}, хотя сказано, что это показание пустых весов после "
        "взвешивания № {after}."
    ),
    "{weighing}: the empty scale showed {off} mg after it, more than half of e.": (
        "{weighing}: после него пустые весы показывали {off} мг, больше половины e."
    ),
    (
        "{weighing}: since the weighing before, and since its line was last lost or found, the scale never sent "
        "{figure}, which it is said to have shown empty, as the same sort of mass (gross or net)."
    ): (
        "{weighing}: после предыдущего взвешивания и после последней потери или появления связи весы не передавали "
        "{figure} как массу того же рода (брутто или нетто), хотя сказано, что это показание пустых весов."
    ),
    "{weighing} does not say what the empty scale showed before it.": (
        "{weighing}: не сказано, что показывали пустые весы перед ним."
    ),
    "Change {event} of what weighings rest on ({what}) at {at}: {change}.": (
        "Изменение № {event} того, на чём основаны взвешивания ({what}), в {at}: {change}."
    ),
    "The numbered changes of software, settings, instrument and clock have no break.": (
        "Пронумерованные изменения программы, настроек, весов и часов идут без пропусков."
    ),
    "{after}": "{after}",
    "{after} after {before}": "теперь {after}, до этого {before}",
    "{name} is {after} after {before}": "{name}: теперь {after}, до этого {before}",
    "Entry {index} is change {found}, but change {expected} comes next: a change was left out or put in.": (
        "Запись № {index} — изменение № {found}, а следующим должно быть № {expected}: изменение пропущено "
        "или вставлено."
    ),
    "Entry {index} ({kind}) states {found} changes; the record gives {expected}.": (
        "В записи № {index} ({kind}) указано изменений: {found}; по записям их {expected}."
    ),
    (
        "Entry {index} shows a change ({what}) that was not counted before weighing {weighing}: it was left out "
        "of the audit trail."
    ): (
        "Запись № {index} показывает изменение ({what}), не учтённое до взвешивания № {weighing}: в перечне "
        "изменений оно пропущено."
    ),
    "GAINED since the papers were written: {told}.": "ПРИБАВИЛОСЬ с тех пор, как составлены бумаги: {told}.",
    (
        "package {package}, {stated} mg on paper, {weighed} mg weighed (weighing {weighing}), difference "
        "{difference} mg, U {u} mg"
    ): (
        "упаковка {package}: по бумагам {stated} мг, взвешено {weighed} мг (взвешивание № {weighing}), "
        "разница {difference} мг, U {u} мг"
    ),
    (
        "The {count} packages burned weighed {mass} mg together; with the permissible errors and one division "
        "each, the sum is right within {bound} mg."
    ): (
        "Сожжённые упаковки весили вместе {mass} мг, их число: {count}; с учётом допустимых погрешностей и "
        "одного деления на каждую сумма верна в пределах {bound} мг."
    ),
    "Same within U: {told}.": "Совпадает в пределах U: {told}.",
    "LOST since the papers were written: {told}.": "НЕДОСТАЁТ с тех пор, как составлены бумаги: {told}.",
    "Unit and decimals of every weighing came on the scale's line, or two people read them on its display.": (
        "Единица и десятичные знаки каждого взвешивания переданы самими весами или прочитаны двумя людьми с их дисплея."
    ),
    "{figure}, {mass} mg": "{figure}, {mass} мг",
    (
        "{people} read {figure} {unit} on the scale's display while its line sent {sent}: by that the unit and "
        "the decimals in the settings were right."
    ): (
        "{people}: на дисплее весов прочитано {figure} {unit}, когда линия передавала {sent}; значит, единица"
        " и десятичные знаки в настройках были верны."
    ),
    "the unit": "единица",
    "the decimals": "десятичные знаки",
    "Entry {index}: two people confirmed {stated}, but the bytes that they compared with give {found}.": (
        "Запись № {index}: двое подтвердили {stated}, но байты, с которыми они сравнивали, дают: {found}."
    ),
    "Entry {index}: the display showed {figure} {unit}, and that is not {mass} mg.": (
        "Запись № {index}: на дисплее было {figure} {unit}, а это не {mass} мг."
    ),
    "Entry {index}: the bytes that two people compared with never came over the scale's line.": (
        "Запись № {index}: байты, с которыми сравнивали двое, по линии весов не проходили."
    ),
    "no value": "нет значения",
    (
        "Weighing {weighing} (entry {entry}) rests on {what} that only the settings say, and nobody confirmed "
        "them against the display of this instrument: its mass may be wrong by any factor of ten."
    ): (
        "Взвешивание № {weighing} (запись № {entry}) опирается на то, что известно лишь из настроек ({what}),"
        " и никто не сверил это с дисплеем этих весов: масса может быть неверна в десять и более раз."
    ),
    (
        "The scale cannot say that its value is stable: the station took a value that stood unchanged for at "
        "least {shortest} s (weighings {numbers})."
    ): (
        "Весы не сообщают, что показание устойчиво: станция брала значение, не менявшееся не менее {shortest}"
        " с (взвешивания № {numbers})."
    ),
    (
        "The board that weighed signs its readings with a secret key. Here they were read without it, so that the"
        " board sent them is not checked; whoever is given the key can check each line (weighings {numbers})."
    ): (
        "Плата, которая взвешивала, подписывает показания секретным ключом. Здесь они прочитаны без него, и "
        "то, что их передала именно эта плата, не проверено; кому дадут ключ, тот может проверить каждую "
        "строку (взвешивания № {numbers})."
    ),
    "All {count} weighings state the error that the standard permits their instrument.": (
        "В каждом взвешивании указана погрешность, допускаемая стандартом для этих весов; число взвешиваний: {count}."
    ),
    "Verification and seals are told as the settings of the station state them.": (
        "Поверка весов и пломбы приведены так, как они указаны в настройках станции."
    ),
    (
        "{weighing}: gross {gross} mg less tare {tare} mg is not net {net} mg, but {off} mg away. All three stand"
        " as the scale sent them; each is rounded by itself."
    ): (
        "{weighing}: брутто {gross} мг без тары {tare} мг отличается от нетто {net} мг на {off} мг. Все три "
        "значения приведены так, как их передали весы; каждое округлено отдельно."
    ),
    "{weighing} states a bound of {stated} mg; with its class, e and load it is {found} mg.": (
        "{weighing}: указан предел погрешности {stated} мг; по классу, e и нагрузке он равен {found} мг."
    ),
    "{weighing} has a preset tare: somebody keyed it in, and nobody weighed it.": (
        "{weighing}: тара задана заранее; её ввели вручную, и никто её не взвешивал."
    ),
    (
        "{weighing}: gross {gross} mg less tare {tare} mg is not net {net} mg, but {off} mg away: more than "
        "rounding explains. All three stand as the scale sent them."
    ): (
        "{weighing}: брутто {gross} мг без тары {tare} мг отличается от нетто {net} мг на {off} мг, больше, "
        "чем объясняет округление. Все три значения приведены так, как их передали весы."
    ),
    "No verification of the scale is stated (weighings {numbers}).": (
        "Поверка весов не указана (взвешивания № {numbers})."
    ),
    "The scale's verification {number} is stated to hold until {expires}, with the seals {seals}.": (
        "Указано, что поверка весов {number} действительна до {expires}; пломбы: {seals}."
    ),
    "THE SCALE'S VERIFICATION HAD EXPIRED: its last day was {expires} (weighings {numbers}).": (
        "СРОК ПОВЕРКИ ВЕСОВ ИСТЁК: последний день — {expires} (взвешивания № {numbers})."
    ),
    "{weighing} names a plate that no instrument can have: {error}.": (
        "{weighing}: таких обозначений нет ни на одних весах; {error}"
    ),
    "board {board}, commitment {commitment}": "плата {board}, обязательство {commitment}",
    "Bytes on a line that were no answer, and became no value: {told}.": (
        "Байты на линии, которые не были ответом и не стали показанием: {told}."
    ),
    "The secret key of a board that signs its readings was registered: {told}.": (
        "Зарегистрирован секретный ключ платы, подписывающей показания: {told}."
    ),
    "board {board} at {at}, {missing} readings missing{restarted}": (
        "плата {board} в {at}, недостаёт показаний: {missing}{restarted}"
    ),
    ", and its power had been away": ", и её питание прерывалось",
    "Readings of a board that never came: {told}.": "Показания платы, которые не дошли: {told}.",
}
