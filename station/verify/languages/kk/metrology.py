"""Kazakh: what is said of legal metrology: bounds, check weights, the empty scale, the display, changes, masses."""

SENTENCES = {
    (
        "{when} the scale showed {shown} mg of check weight {weight}, {nominal} mg (weighing {weighing}): {off} "
        "mg off, {permitted} mg permitted in service."
    ): (
        "{when} бақылау гирі {weight}, {nominal} мг: таразы {shown} мг көрсетті (№ {weighing} өлшеу); ауытқу "
        "{off} мг, пайдалануда {permitted} мг рұқсат етіледі."
    ),
    "At the {when} the check weight was left out. The reason given: {reason}.": (
        "Бақылау гирі өлшенбеген, қашан: {when}. Көрсетілген себеп: {reason}."
    ),
    "What was weighed of known weights stands in the record.": "Бақылау гирлерінің өлшеулері жазбаға енгізілген.",
    (
        "THE SCALE FAILED ITS CHECK. {when} it showed {shown} mg of check weight {weight}, {nominal} mg (weighing"
        " {weighing}): {off} mg off, and only {permitted} mg are permitted in service."
    ): (
        "ТАРАЗЫ ТЕКСЕРУДЕН ӨТПЕДІ. {when} бақылау гирі {weight}, {nominal} мг: таразы {shown} мг көрсетті (№ "
        "{weighing} өлшеу); ауытқу {off} мг, ал пайдалануда тек {permitted} мг рұқсат етіледі."
    ),
    "At the opening": "Ашылғанда",
    "At the close": "Жабылғанда",
    "Between the batches": "Пеш жүктемелерінің арасында",
    "The station had no check weights: nothing here shows that its scale weighed right.": (
        "Станцияда бақылау гирлері болмаған: таразының дұрыс өлшегенін мұнда ештеңе көрсетпейді."
    ),
    "At the {when} no check weight was weighed.": "Бақылау гирі өлшенбеді, қашан: {when}.",
    "Before each of the {count} weighings the scale was seen empty, on its own line.": (
        "Әр өлшеудің алдында таразы бос болған, бұл оның желісінен көрінеді; өлшеулер саны: {count}."
    ),
    "{weighing}: nobody saw the scale empty after it.": "{weighing}: одан кейін бос таразыны ешкім көрмеген.",
    (
        "{weighing}: that the empty scale showed {figure} before it does not stand in its recording, which may "
        "have begun later."
    ): (
        "{weighing}: оның алдындағы бос таразының {figure} көрсеткіші жазба файлында жоқ, файл кейінірек "
        "басталған болуы мүмкін."
    ),
    "{weighing}: the empty scale showed {off} mg before it, more than half of e.": (
        "{weighing}: оның алдында бос таразы {off} мг көрсеткен, бұл e-нің жартысынан көп."
    ),
    "Entry {index} speaks of the empty scale after weighing {after}, which is not the one before it.": (
        "№ {index} жазба № {after} өлшеуден кейінгі бос таразы туралы айтады, бірақ алдыңғы өлшеу ол емес."
    ),
    ("Entry {index}: the scale never sent {figure}, which it is said to have shown empty after weighing {after}."): (
        "№ {index} жазба: таразы {figure} жібермеген, ал бұл № {after} өлшеуден кейінгі бос таразының "
        "көрсеткіші делінген."
    ),
    "{weighing}: the empty scale showed {off} mg after it, more than half of e.": (
        "{weighing}: одан кейін бос таразы {off} мг көрсеткен, бұл e-нің жартысынан көп."
    ),
    (
        "{weighing}: since the weighing before, and since its line was last lost or found, the scale never sent "
        "{figure}, which it is said to have shown empty, as the same sort of mass (gross or net)."
    ): (
        "{weighing}: алдыңғы өлшеуден және байланыс соңғы рет үзілгеннен немесе орнағаннан кейін таразы {figure} "
        "мәнін сол түрдегі масса ретінде (брутто не нетто) жібермеген, ал бұл бос таразының көрсеткіші делінген."
    ),
    "{weighing} does not say what the empty scale showed before it.": (
        "{weighing}: оның алдында бос таразы не көрсеткені айтылмаған."
    ),
    "Change {event} of what weighings rest on ({what}) at {at}: {change}.": (
        "Өлшеулер негізделген жағдайдың № {event} өзгерісі ({what}), {at}: {change}."
    ),
    "The numbered changes of software, settings, instrument and clock have no break.": (
        "Бағдарламаның, баптаулардың, таразының және сағаттың нөмірленген өзгерістері үзіліссіз."
    ),
    "{after}": "{after}",
    "{after} after {before}": "енді {after}, бұрын {before}",
    "{name} is {after} after {before}": "{name}: енді {after}, бұрын {before}",
    "Entry {index} is change {found}, but change {expected} comes next: a change was left out or put in.": (
        "№ {index} жазба — № {found} өзгеріс, ал келесісі № {expected} болуға тиіс: өзгеріс қалдырылған "
        "немесе қосылған."
    ),
    "Entry {index} ({kind}) states {found} changes; the record gives {expected}.": (
        "№ {index} жазбада ({kind}) көрсетілген өзгерістер саны: {found}; жазбалар бойынша {expected}."
    ),
    (
        "Entry {index} shows a change ({what}) that was not counted before weighing {weighing}: it was left out "
        "of the audit trail."
    ): (
        "№ {index} жазба № {weighing} өлшеуге дейін есепке алынбаған өзгерісті көрсетеді ({what}): ол "
        "өзгерістер тізбесінен қалдырылған."
    ),
    "GAINED since the papers were written: {told}.": "Құжаттар жасалғаннан бері АРТҚАН: {told}.",
    (
        "package {package}, {stated} mg on paper, {weighed} mg weighed (weighing {weighing}), difference "
        "{difference} mg, U {u} mg"
    ): (
        "{package} қаптамасы: құжат бойынша {stated} мг, өлшенгені {weighed} мг (№ {weighing} өлшеу), айырма "
        "{difference} мг, U {u} мг"
    ),
    (
        "The {count} packages burned weighed {mass} mg together; with the permissible errors and one division "
        "each, the sum is right within {bound} mg."
    ): (
        "Өртелген қаптамалардың жалпы салмағы {mass} мг, саны: {count}; рұқсат етілген қателіктер мен "
        "әрқайсысына бір бөлікті ескергенде қосынды {bound} мг шегінде дұрыс."
    ),
    "Same within U: {told}.": "U шегінде сәйкес: {told}.",
    "LOST since the papers were written: {told}.": "Құжаттар жасалғаннан бері КЕМ ШЫҚҚАН: {told}.",
    "Unit and decimals of every weighing came on the scale's line, or two people read them on its display.": (
        "Әр өлшеудің бірлігі мен ондық таңбаларын таразының өзі берген немесе екі адам оның дисплейінен оқыған."
    ),
    "{figure}, {mass} mg": "{figure}, {mass} мг",
    (
        "{people} read {figure} {unit} on the scale's display while its line sent {sent}: by that the unit and "
        "the decimals in the settings were right."
    ): (
        "{people}: таразы дисплейінен {figure} {unit} оқылды, сол кезде желі {sent} берді; демек, "
        "баптаулардағы бірлік пен ондық таңбалар дұрыс болған."
    ),
    "the unit": "бірлік",
    "the decimals": "ондық таңбалар",
    "Entry {index}: two people confirmed {stated}, but the bytes that they compared with give {found}.": (
        "№ {index} жазба: екі адам {stated} растаған, ал олар салыстырған байттар мынаны береді: {found}."
    ),
    "Entry {index}: the display showed {figure} {unit}, and that is not {mass} mg.": (
        "№ {index} жазба: дисплейде {figure} {unit} болған, ал бұл {mass} мг емес."
    ),
    "Entry {index}: the bytes that two people compared with never came over the scale's line.": (
        "№ {index} жазба: екі адам салыстырған байттар таразы желісімен өтпеген."
    ),
    "no value": "мән жоқ",
    (
        "Weighing {weighing} (entry {entry}) rests on {what} that only the settings say, and nobody confirmed "
        "them against the display of this instrument: its mass may be wrong by any factor of ten."
    ): (
        "№ {weighing} өлшеу (№ {entry} жазба) тек баптаулардан белгілі дерекке сүйенеді ({what}), оны ешкім "
        "осы таразының дисплейімен салыстырмаған: салмақ он және одан да көп есе қате болуы мүмкін."
    ),
    (
        "The scale cannot say that its value is stable: the station took a value that stood unchanged for at "
        "least {shortest} s (weighings {numbers})."
    ): (
        "Таразы көрсеткіштің тұрақты екенін хабарламайды: станция кемінде {shortest} с өзгермеген мәнді алған"
        " (№ {numbers} өлшеулер)."
    ),
    (
        "The board that weighed signs its readings with a secret key. Here they were read without it, so that the"
        " board sent them is not checked; whoever is given the key can check each line (weighings {numbers})."
    ): (
        "Өлшеген тақша көрсеткіштеріне құпия кілтпен қол қояды. Мұнда олар кілтсіз оқылды, сондықтан оларды "
        "дәл осы тақша жібергені тексерілмеді; кілт берілген адам әр жолды тексере алады (№ {numbers} "
        "өлшеулер)."
    ),
    "All {count} weighings state the error that the standard permits their instrument.": (
        "Әр өлшеуде стандарт осы таразыға рұқсат ететін қателік көрсетілген; өлшеулер саны: {count}."
    ),
    "Verification and seals are told as the settings of the station state them.": (
        "Таразыны салыстырып тексеру мен пломбалар станция баптауларында көрсетілгендей келтірілген."
    ),
    (
        "{weighing}: gross {gross} mg less tare {tare} mg is not net {net} mg, but {off} mg away. All three stand"
        " as the scale sent them; each is rounded by itself."
    ): (
        "{weighing}: брутто {gross} мг минус ыдыс салмағы {tare} мг нетто {net} мг мәнінен {off} мг "
        "ерекшеленеді. Үш мән де таразы жібергендей келтірілген; әрқайсысы жеке дөңгелектелген."
    ),
    "{weighing} states a bound of {stated} mg; with its class, e and load it is {found} mg.": (
        "{weighing}: көрсетілген қателік шегі {stated} мг; класы, e және жүктемесі бойынша ол {found} мг."
    ),
    "{weighing} has a preset tare: somebody keyed it in, and nobody weighed it.": (
        "{weighing}: ыдыс салмағы алдын ала қойылған; оны қолмен енгізген, ешкім өлшемеген."
    ),
    (
        "{weighing}: gross {gross} mg less tare {tare} mg is not net {net} mg, but {off} mg away: more than "
        "rounding explains. All three stand as the scale sent them."
    ): (
        "{weighing}: брутто {gross} мг минус ыдыс салмағы {tare} мг нетто {net} мг мәнінен {off} мг "
        "ерекшеленеді, бұл дөңгелектеумен түсіндірілмейді. Үш мән де таразы жібергендей келтірілген."
    ),
    "No verification of the scale is stated (weighings {numbers}).": (
        "Таразыны салыстырып тексеру көрсетілмеген (№ {numbers} өлшеулер)."
    ),
    "The scale's verification {number} is stated to hold until {expires}, with the seals {seals}.": (
        "Таразыны салыстырып тексеру {number} {expires} дейін жарамды деп көрсетілген; пломбалар: {seals}."
    ),
    "THE SCALE'S VERIFICATION HAD EXPIRED: its last day was {expires} (weighings {numbers}).": (
        "ТАРАЗЫНЫ САЛЫСТЫРЫП ТЕКСЕРУ МЕРЗІМІ ӨТКЕН: соңғы күні — {expires} (№ {numbers} өлшеулер)."
    ),
    "{weighing} names a plate that no instrument can have: {error}.": (
        "{weighing}: мұндай белгілер ешбір таразыда болмайды; {error}"
    ),
    "board {board}, commitment {commitment}": "{board} тақшасы, міндеттеме {commitment}",
    "Bytes on a line that were no answer, and became no value: {told}.": (
        "Желідегі жауап болмаған және көрсеткішке айналмаған байттар: {told}."
    ),
    "The secret key of a board that signs its readings was registered: {told}.": (
        "Көрсеткіштеріне қол қоятын тақшаның құпия кілті тіркелді: {told}."
    ),
    "board {board} at {at}, {missing} readings missing{restarted}": (
        "{board} тақшасы {at}, жетіспейтін көрсеткіштер: {missing}{restarted}"
    ),
    ", and its power had been away": ", оның қуаты үзілген",
    "Readings of a board that never came: {told}.": "Тақшаның жетпеген көрсеткіштері: {told}.",
}
