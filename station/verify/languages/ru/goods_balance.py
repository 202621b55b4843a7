"""Russian: the balance of masses."""

SENTENCES = {
    (
        "Every package counts once. Consignments: {count}; of these, standing against what was seized: {closing}, and "
        "within U: "
        "{same}."
    ): (
        "Каждая упаковка учтена один раз. Партий: {count}; из них сопоставлено с изъятым: {closing}, в пределах U: {same}."
    ),
    "Of this, samples and what tests used up stand by people's word alone, weighed by no scale of this record: {mass}.": (
        "Из этого образцы и израсходованное на проверки известны только со слов людей, ни одни весы этой записи их не "
        "взвешивали: {mass}."
    ),
    "sample {sample}, {kept} when it was kept, as package {package}, {weighed}, {fate}": (
        "образец {sample}: при сохранении {kept}, пришёл как упаковка {package}: {weighed}, {fate}"
    ),
    "Beside this line, kept samples that came as packages: {told}.": (
        "Рядом с этой строкой, сохранённые образцы, пришедшие как упаковки: {told}."
    ),
    "not weighed": "не взвешено",
    "{mass} mg weighed": "взвешено {mass} мг",
    (
        "CONTRADICTED: of consignment {consignment} these entries state otherwise what was stated before, which stands: "
        "{entries}."
    ): (
        "ПРОТИВОРЕЧИЕ: о партии {consignment} эти записи говорят иначе, чем было сказано прежде, и прежнее остаётся в "
        "силе: {entries}."
    ),
    "The whole session {session}": "Вся процедура {session}",
    (
        "Entry {index} closes the session with {packages_stated} packages burned, {stated} mg; the balance "
        "gives {packages} packages, {found} mg."
    ): (
        "Запись № {index} закрывает процедуру с числом сожжённых упаковок {packages_stated}, {stated} мг; по "
        "балансу упаковок {packages}, {found} мг."
    ),
    "Consignment {consignment}, which was never registered": "Партия {consignment}, которая не зарегистрирована",
    "Consignment {consignment} (entry {index})": "Партия {consignment} (запись № {index})",
    (
        "{whose}: seized {seized}; analysed {analysed}; samples {sampled}; presented {presented}, of which "
        "burned {burned}, set aside {aside}, missing {missing}; {outcome}."
    ): (
        "{whose}: изъято {seized}; израсходовано на анализ {analysed}; образцы {sampled}; представлено "
        "{presented}, из них сожжено {burned}, отложено {aside}, не представлено {missing}; {outcome}."
    ),
    "{mass} mg net": "{mass} мг нетто",
    "{mass} mg gross": "{mass} мг брутто",
    "{mass} mg, of some net and of some gross": "{mass} мг, частью нетто, частью брутто",
    "{mass} mg and what is not known": "{mass} мг и то, что неизвестно",
    "not known": "неизвестно",
    "{mass} (packages: {count})": "{mass} (упаковок: {count})",
    "IT DOES NOT CLOSE: {gaps}": "БАЛАНС НЕ СХОДИТСЯ: {gaps}",
    "difference {difference} mg, LOST beyond U, {u} mg": "разница {difference} мг, НЕДОСТАЁТ сверх U, {u} мг",
    "difference {difference} mg, GAINED beyond U, {u} mg": "разница {difference} мг, ПРИБАВИЛОСЬ сверх U, {u} мг",
    "difference {difference} mg, within U, {u} mg": "разница {difference} мг, в пределах U, {u} мг",
    "MISSING (packages: {count}): {mass}; of so many of them no entry says what became: {unaccounted}.": (
        "НЕ ПРЕДСТАВЛЕНО (упаковок: {count}): {mass}; из них о судьбе не говорит ни одна запись: {unaccounted}."
    ),
    (
        "Not weighed here, but taken from papers: {stated} of these packages; weighed here, and the packaging"
        " taken off by papers: {packaged}."
    ): (
        "Здесь не взвешено, масса взята из бумаг, упаковок: {stated}; взвешено здесь, а масса тары вычтена по"
        " бумагам, упаковок: {packaged}."
    ),
    "Residue of the fire, which is part of no balance and proves nothing of what burned: {mass}.": (
        "Зольный остаток, который не входит ни в какой баланс и ничего не доказывает о сожжённом: {mass}."
    ),
    (
        "Pieces, by papers and counted by nobody here: seized {seized}, burned {burned}, set aside {aside}, "
        "missing {missing}, difference {difference}."
    ): (
        "Штук, по бумагам, здесь никто не считал: изъято {seized}, сожжено {burned}, отложено {aside}, не "
        "представлено {missing}, разница {difference}."
    ),
    (
        "Millilitres, by papers and measured by nobody here: seized {seized}, burned {burned}, set aside "
        "{aside}, missing {missing}, difference {difference}."
    ): (
        "Миллилитров, по бумагам, здесь никто не измерял: изъято {seized}, сожжено {burned}, отложено "
        "{aside}, не представлено {missing}, разница {difference}."
    ),
    "no mass of consignment {consignment} at its seizure is stated": (
        "масса партии {consignment} при изъятии не указана"
    ),
    "opinion {number} on consignment {consignment} does not say what the analysis used up": (
        "в заключении {number} по партии {consignment} не сказано, сколько израсходовано на анализ"
    ),
    "no entry here says that sample {number} of consignment {consignment} was kept": (
        "ни одна запись здесь не говорит, что образец {number} партии {consignment} сохранён"
    ),
    "consignment {consignment} came before in session {number}, whose entries are not here": (
        "партия {consignment} уже была в процедуре {number}, записей которой здесь нет"
    ),
    "consignment {consignment} is in session {number}, too": "партия {consignment} есть и в процедуре {number}",
    "how heavy the packaging of package {number} is, nobody states": ("масса тары упаковки {number} никем не указана"),
    "of package {number} only a net mass is known": "об упаковке {number} известна только масса нетто",
    "package {number} was not weighed, and no mass of it is stated": (
        "упаковка {number} не взвешена, и масса её не указана"
    ),
}
