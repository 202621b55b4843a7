"""Kazakh: custody before the station as papers claim it, samples kept, and packages as they were shown."""

_CUSTODY = {
    (
        "CLAIMED, NOT SEEN: what is told here of the time before the station stands in papers, and the station saw "
        "none of it. "
        "Holdings claimed: {count}, of consignments {consignments}."
    ): (
        "МӘЛІМДЕЛГЕН, БІРАҚ КӨРІЛМЕГЕН: станцияға дейінгі уақыт туралы мұнда айтылғанның бәрі құжаттардан алынған, "
        "станцияның "
        "өзі одан ештеңе көрген жоқ. Мәлімделген сақтау кезеңдері: {count}; партиялар: {consignments}."
    ),
    "Whether the giver was the holder before could not be compared in {count} hand-overs: names are withheld here.": (
        "{count} тапсыруда бергеннің алдыңғы ұстаушы екенін салыстыру мүмкін болмады: есімдер мұнда жасырылған."
    ),
    "Nothing is claimed about where {whose} was between seizure and station.": (
        "Алып қою мен станция арасында қайда болғаны туралы ештеңе мәлімделмеген: {whose}."
    ),
    "Nothing is claimed about where {whose} was between seizure and station: {length}.": (
        "Алып қою мен станция арасында қайда болғаны туралы ештеңе мәлімделмеген: {whose}; өткен уақыт: {length}."
    ),
    "Consignment {consignment} was registered before, in session {session}: look there, too.": (
        "{consignment} партиясы бұрын, {session} рәсімінде тіркелген: сонда да қараңыз."
    ),
    "No claim on consignment {consignment} names a seal.": (
        "{consignment} партиясын сақтау туралы бірде-бір мәлімдемеде пломба аталмаған."
    ),
    "Times of these papers cannot be read, or end before they begin, and cover nothing: {told}.": (
        "Бұл құжаттардағы уақыт оқылмайды немесе басталмай жатып аяқталады, сондықтан ештеңені қамтымайды: {told}."
    ),
    "HOLES: of these times nothing is claimed about {whose}: {told}.": (
        "ОЛҚЫЛЫҚТАР: бұл уақыт туралы ештеңе мәлімделмеген ({whose}): {told}."
    ),
    "IN TWO HANDS AT ONCE, as claimed, was {whose}: {told}.": (
        "МӘЛІМДЕМЕ БОЙЫНША БІР УАҚЫТТА ЕКІ ҚОЛДА ({whose}): {told}."
    ),
    "Held, as claimed, before the seizure was {whose}: {told}.": (
        "Мәлімдеме бойынша сақтау алып қоюдан бұрын басталған ({whose}): {told}."
    ),
    "Still held elsewhere, as claimed, when the station had it was {whose}: {told}.": (
        "Мәлімдеме бойынша, станцияда тұрғанда да басқа жерде сақталған ({whose}): {told}."
    ),
    "The giver of {whose} is not the holder before: {told}.": ("Берген адам — алдыңғы ұстаушы емес ({whose}): {told}."),
    "As claimed, {whose} took these steps: {steps}.": "Мәлімдеме бойынша қадамдар ({whose}): {steps}.",
    "As claimed, {whose} took {length} from the seizure to the station, in these steps: {steps}.": (
        "Мәлімдеме бойынша алып қоюдан станцияға дейін {length} өткен ({whose}), қадамдар: {steps}."
    ),
    "SEALS THAT CHANGED WITHOUT A REASON, as claimed: {told}.": (
        "МӘЛІМДЕМЕ БОЙЫНША СЕБЕБІ АЙТЫЛМАЙ АУЫСТЫРЫЛҒАН ПЛОМБАЛАР: {told}."
    ),
    "Seals that changed, as claimed, with a reason: {told}.": (
        "Мәлімдеме бойынша себебі айтылып ауыстырылған пломбалар: {told}."
    ),
    "LOST from paper to paper, as claimed (within which limits is not known): {told}.": (
        "Мәлімдеме бойынша құжаттан құжатқа КЕМІГЕН (қандай шекте екені белгісіз): {told}."
    ),
    "GAINED from paper to paper, as claimed (within which limits is not known): {told}.": (
        "Мәлімдеме бойынша құжаттан құжатқа АРТҚАН (қандай шекте екені белгісіз): {told}."
    ),
    "consignment {consignment}": "{consignment} партиясы",
    "consignment {consignment} (packages {packages})": "{consignment} партиясы, қаптамалар: {packages}",
    "package {package}": "{package} қаптамасы",
    "{what}: {before} (entry {earlier}), then {after} (entry {later})": (
        "{what}: {before} (№ {earlier} жазба), кейін {after} (№ {later} жазба)"
    ),
    "{what}: {before} (entry {earlier}), then {after} (entry {later}): {reason}": (
        "{what}: {before} (№ {earlier} жазба), кейін {after} (№ {later} жазба); себебі: {reason}"
    ),
    "{what}: {before} mg (entry {earlier}), then {after} mg (entry {later}), difference {difference} mg": (
        "{what}: {before} мг (№ {earlier} жазба), кейін {after} мг (№ {later} жазба), айырма {difference} мг"
    ),
    "{length} from {begin} to {end} ({after} to {before})": "{length}, {begin} — {end} ({after} → {before})",
    "{length} from {begin} to {end} (entries {earlier} and {later})": (
        "{length}, {begin} — {end} (№ {earlier} және № {later} жазбалар)"
    ),
    "{earlier} to {later}, {length}": "{earlier} → {later}, {length}",
    "entry {index}, {what} {text}": "№ {index} жазба, {what} {text}",
    "{hours} h {minutes} min": "{hours} сағ {minutes} мин",
    "{least} to {most}": "{least} мен {most} аралығында",
    "the seizure": "алып қою",
    "the station": "станция",
    "the opening of the session": "рәсімнің ашылуы",
}
_SAMPLES = {
    "Nothing burned without the samples and opinions that this session's conditions ask for.": (
        "Осы рәсімнің шарттары талап ететін үлгілер мен қорытындыларсыз ештеңе өртелмеген."
    ),
    "Samples taken here, before the cameras: {told}.": "Осында, камера алдында алынған үлгілер: {told}.",
    "Samples CLAIMED by papers, taken before and not seen here: {told}.": (
        "Құжаттарда МӘЛІМДЕЛГЕН үлгілер: бұрын алынған, мұнда көрілмеген: {told}."
    ),
    "{sample}, from package {package}": "{sample}, {package} қаптамасынан",
    "{sample}, source {source}": "{sample}, дереккөзі: {source}",
    "{number} ({which}) of consignment {consignment}, {mass} mg, seal {seal}, kept until {until}": (
        "{consignment} партиясынан {number} ({which}), {mass} мг, пломба {seal}, сақтау мерзімі: {until}"
    ),
    "No sample of consignment {consignment} is recorded.": "{consignment} партиясының үлгісі жазбада жоқ.",
    "No expert opinion on consignment {consignment} is named.": (
        "{consignment} партиясы бойынша сарапшы қорытындысы аталмаған."
    ),
    "Of consignment {consignment} something burned, and no sample of it was kept.": (
        "{consignment} партиясынан өртелгені бар, ал үлгісі сақталмаған."
    ),
    "Of consignment {consignment} something burned, and no expert opinion on it is named.": (
        "{consignment} партиясынан өртелгені бар, ал сарапшы қорытындысы аталмаған."
    ),
    "Expert opinions, as papers claim: {told}.": "Құжаттарда мәлімделген сарапшы қорытындылары: {told}.",
    "{number} of {date} on consignment {consignment}: {result}": (
        "{date} күнгі {number}, {consignment} партиясы: {result}"
    ),
    "{result}": "{result}",
    "{result}, purity {purity}‰": "{result}, тазалығы {purity}‰",
    "ONE SEAL FOR TWO THINGS: {seal} is on {told}.": "ӘР ЗАТТА БІР ПЛОМБА: {seal}: {told}.",
    "sample {sample} (entry {index})": "{sample} үлгісі (№ {index} жазба)",
    "package {package} (entry {index})": "{package} қаптамасы (№ {index} жазба)",
    "Package {package} is sample {sample} of consignment {consignment}, {fate}; {origin}.": (
        "{package} қаптамасы — {consignment} партиясының {sample} үлгісі, {fate}; {origin}."
    ),
    "burned here": "осында өртелген",
    "not burned here": "мұнда өртелмеген",
    "it was kept by entry {index} of this record": "үлгінің сақталғаны № {index} жазбада",
    "its keeping stands in the record of session {session}, or in an earlier one": (
        "үлгінің сақталғаны {session} рәсімінің немесе одан бұрынғысының жазбасында"
    ),
    "no entry says when it was kept": "үлгінің қашан сақталғанын ешбір жазба айтпайды",
}
_PRESENTED = {
    "Every package that was weighed had been shown to the cameras with its seal.": (
        "Өлшенген әр қаптама оған дейін пломбасымен камераларға көрсетілген."
    ),
    "Package {package} was weighed (weighing {weighing}) without having been shown to the cameras.": (
        "{package} қаптамасы өлшенген (№ {weighing} өлшеу), бірақ камераларға көрсетілмеген."
    ),
    "A NUMBER WAS TRIED A SECOND TIME, and refused: {told}.": (
        "НӨМІРДІ ҚАЙТА ҚОЛДАНБАҚ БОЛҒАН, станция бас тартқан: {told}."
    ),
    "{what} {number}, used in session {session} before (entry {index})": (
        "{what} {number}: бұл нөмір {session} рәсімінде бұрын қолданылған (№ {index} жазба)"
    ),
    "{what} {number}, which package {package} of session {session} had (entry {index})": (
        "{what} {number}: бұл нөмір {session} рәсіміндегі {package} қаптамасында болған (№ {index} жазба)"
    ),
    "SEALS THAT ARE NOT THOSE ON PAPER: {told}.": "ПЛОМБАЛАР ҚҰЖАТТАҒЫДАЙ ЕМЕС: {told}.",
    "package {package}, {seal} read (entry {index}), {paper} on paper{others}": (
        "{package} қаптамасы: оқылғаны {seal} (№ {index} жазба), құжат бойынша {paper}{others}"
    ),
    ", {seizure} claimed at seizure": ", алып қою кезінде мәлімделгені {seizure}",
    ", {store} claimed in the store": ", қоймада мәлімделгені {store}",
    ", {seizure} claimed at seizure, {store} claimed in the store": (
        ", алып қою кезінде мәлімделгені {seizure}, қоймада мәлімделгені {store}"
    ),
    "SEALS THAT WERE NOT INTACT: {told}.": "БҮТІН ЕМЕС ПЛОМБАЛАР: {told}.",
    "Remarked, when packages were shown: {told}.": "Қаптамаларды көрсету кезінде байқалғаны: {told}.",
    "package {package}, {state} (entry {index})": "{package} қаптамасы, пломба: {state} (№ {index} жазба)",
    "package {package}, {state} (entry {index}): {remark}": (
        "{package} қаптамасы, пломба: {state} (№ {index} жазба): {remark}"
    ),
    "Papers name different seals of one package: {told}.": (
        "Құжаттарда бір қаптаманың түрлі пломбалары аталған: {told}."
    ),
    "package {package}, {paper} today{others}": "{package} қаптамасы: бүгін {paper}{others}",
    "ON THE LIST AND NOT THERE: {told}.": "ТІЗІМДЕ БАР, ОРНЫНДА ЖОҚ: {told}.",
    "{what} {number}, used in its case before (entry {index})": (
        "{what} {number}: іс ішінде бұл нөмір бұрын қолданылған (№ {index} жазба)"
    ),
    "WAS SHOWN HERE AND IS GONE: {told}.": "МҰНДА КӨРСЕТІЛГЕН, ЕНДІ ЖОҚ: {told}.",
    "package {package}, shown by entry {shown}, missing by entry {index} ({reason})": (
        "{package} қаптамасы: көрсетілген (№ {shown} жазба), орнында жоқ (№ {index} жазба: {reason})"
    ),
    (
        "DECIDED TO BURN package {package}: as recorded, in the names of {persons}. Against it spoke: {against}. The reason "
        "given: {reason}."
    ): (
        "{package} қаптамасын ӨРТЕУ ШЕШІЛДІ; жазба бойынша мыналардың атынан: {persons}. Қарсы айғақ: {against}. "
        "Айтылған себеп: {reason}."
    ),
    (
        "Decided to keep package {package} from the fire: as recorded, in the names of {persons}. Against it spoke: "
        "{against}. "
        "The reason given: {reason}."
    ): (
        "{package} қаптамасын өртемеу шешілді; жазба бойынша мыналардың атынан: {persons}. Өртеуге қарсы айғақ: "
        "{against}. Айтылған себеп: {reason}."
    ),
    "nothing that the station knew": "станцияға белгілі ештеңе жоқ",
}
_MASSES = {
    "From entry {index} on, which breaks the rules, no mass is compared.": (
        "Ережені бұзатын № {index} жазбадан бастап массалар салыстырылмаған."
    ),
    "With what the papers' masses were weighed is not told, so U is the limit of the weighing here alone: {packages}.": (
        "Құжаттардағы массалардың немен өлшенгені айтылмаған, сондықтан U — тек осындағы өлшеудің шегі: {packages}."
    ),
    (
        "Lost, and it could be drying: plants that were first weighed fresh, of which this session's conditions expect "
        "up to "
        "{permille}‰ to be lost so: {told}."
    ): (
        "Кеміген, бұл кебу болуы мүмкін: алғаш балғын күйінде өлшенген өсімдіктер; осы рәсімнің шарттары бойынша "
        "{permille}‰ "
        "дейін осылай кемуі мүмкін: {told}."
    ),
    (
        "package {package}, {stated} mg on paper, {taken} mg taken from it by people's word, {weighed} mg weighed (weighing "
        "{weighing}), difference {difference} mg, U {u} mg"
    ): (
        "{package} қаптамасы: құжат бойынша {stated} мг, адамдардың айтуынша одан {taken} мг алынған, өлшенгені "
        "{weighed} мг "
        "(№ {weighing} өлшеу), айырма {difference} мг, U {u} мг"
    ),
    "Packages weighed: {weighed}; of these, compared with a mass on their papers: {compared}.": (
        "Өлшенген қаптама саны: {weighed}; оның ішінде құжаттағы массамен салыстырылғаны: {compared}."
    ),
    "Weighed here more than once, the same within U: {told}.": "Мұнда бірнеше рет өлшенген, U шегінде сәйкес: {told}.",
    "LOST HERE, between two weighings: {told}.": "ОСЫНДА, екі өлшеу арасында КЕМІГЕН: {told}.",
    "GAINED HERE, between two weighings: {told}.": "ОСЫНДА, екі өлшеу арасында АРТҚАН: {told}.",
    (
        "package {package}, {earlier} mg {called} (weighing {weighing}), then {later} mg {recalled} (weighing "
        "{reweighing}), "
        "taken from it between {taken} mg, difference {difference} mg, U {u} mg"
    ): (
        "{package} қаптамасы: {earlier} мг, {called} (№ {weighing} өлшеу), кейін {later} мг, {recalled} (№ "
        "{reweighing} өлшеу), "
        "арада {taken} мг алынған, айырма {difference} мг, U {u} мг"
    ),
    "NOT COMPARED with anything, since their papers state no mass of the kind that the scale showed: {told}.": (
        "ЕШТЕҢЕМЕН САЛЫСТЫРЫЛМАҒАН, себебі құжаттарда таразы көрсеткен түрдегі масса жоқ: {told}."
    ),
    "package {package}, {weighed} mg {called} (weighing {weighing})": (
        "{package} қаптамасы: өлшенгені {weighed} мг, {called} (№ {weighing} өлшеу)"
    ),
    "PAPERS THAT ALLOW FOR MORE THAN 1 % of the mass, so that a loss can hide: {told}.": (
        "МАССАНЫҢ 1 % АСТАМЫНА ЖОЛ БЕРЕТІН ҚҰЖАТТАР, сондықтан кему жасырын қалуы мүмкін: {told}."
    ),
    "package {package}, {mass} mg within {bound} mg": "{package} қаптамасы: {mass} мг, шегі {bound} мг",
}
SENTENCES = {**_CUSTODY, **_SAMPLES, **_PRESENTED, **_MASSES}
