"""Kazakh: what is said of a whole published log."""

SENTENCES = {
    ("Entry {index} is not the one whose hash stands in the tree: either the entry was changed, or the tree's tile."): (
        "№ {index} жазба — хэші ағашта тұрған жазба емес: не жазба, не ағаш парағы өзгертілген."
    ),
    "The entries {first} to {last} cannot be read: {error}": ("№ {first}–{last} жазбаларды оқу мүмкін емес; {error}"),
    "A tile of the tree cannot be read: {error}": "Ағаш парағын оқу мүмкін емес; {error}",
    "Entry {index} is none: {error}": "№ {index} жазба үлгі бойынша жазба емес; {error}",
    "The checkpoint of {size} entries is signed by {name}.": (
        "Жазба саны {size} журналдың бақылау нүктесіне {name} станциясы қол қойған."
    ),
    "The {size} entries give exactly the root that was signed.": (
        "Журнал жазбалары (саны: {size}) дәл сол қол қойылған түбірді береді."
    ),
    "All {count} sessions kept the rules, one after the other.": (
        "Барлық рәсімде ережелер сақталған, рәсімдер бірінен соң бірі жүрген; саны: {count}."
    ),
    "Every seal seals exactly the entries and recordings of its session.": (
        "Әр мөр дәл өз рәсімінің жазбалары мен файлдарын қамтиды."
    ),
    "No package's number and no seal was used twice in the station's life.": (
        "Станция жұмыс істеген бүкіл уақытта бірде-бір қаптама нөмірі мен пломба екі рет қолданылмаған."
    ),
    "From entry {index} on, which cannot be read, nothing was held against the rules.": (
        "Оқуға болмайтын № {index} жазбадан бастап ережелердің сақталуы тексерілген жоқ."
    ),
    (
        "The checkpoint is for {size} entries; only {found} of them can be had. The log was cut off, or "
        "not copied whole."
    ): (
        "Бақылау нүктесі жазба саны {size} журналға қатысты, ал алынғаны тек {found}. Журнал қиылған "
        "немесе толық көшірілмеген."
    ),
    ("The entries give the root {found}, but {root} was signed: entries were changed, added or removed."): (
        "Жазбалар {found} түбірін береді, ал {root} түбіріне қол қойылған: жазбалар өзгертілген, қосылған"
        " немесе жойылған."
    ),
    "There is no checkpoint that can be read: {error}": "Оқуға болатын бақылау нүктесі жоқ; {error}",
    "Every tile is there and is the one that the entries give.": ("Ағаштың барлық парағы орнында және жазбаларға сай."),
    "Every recording starts once, only grows, and is finished.": (
        "Әр файл бір рет басталған, тек өседі және аяқталған."
    ),
    "Its signature was not checked: no entry names a key, and you gave none.": (
        "Оның қолтаңбасы тексерілген жоқ: бірде-бір жазба кілтті атамайды, сіз де көрсетпедіңіз."
    ),
    "The PC was started anew {count} time(s); for how long it was off, only UTC says.": (
        "Компьютер қайта қосылған, рет саны: {count}; қанша уақыт өшіп тұрғаны тек UTC бойынша белгілі."
    ),
    "UTC moved by {moved} s just before the log's end.": "Журналдың дәл соңында UTC {moved} с жылжыған.",
    "The PC's clock was stepped {count} time(s), as the record says.": (
        "Компьютер сағаты ауыстырылған, рет саны: {count}; мұны жазбаның өзі айтады."
    ),
    (
        "This log says that it goes on from the log {origin}, which had {size} entries. Only people can "
        "confirm that; hold the old log against this checkpoint. The reason given: {reason}."
    ): (
        "Бұл журнал өзін жазба саны {size} {origin} журналының жалғасы дейді. Мұны тек адамдар растай "
        "алады; ескі журналды осы бақылау нүктесімен салыстырыңыз. Көрсетілген себеп: «{reason}»."
    ),
    "Entry {index} names another checkpoint of the old log than the one that it holds.": (
        "№ {index} жазба ескі журналдың өзінде келтірілгеннен басқа бақылау нүктесін атайды."
    ),
    "{file} is not the tile that the entries give.": "{file} — жазбалардан шығатын ағаш парағы емес.",
    ("Entry {index} is weighing {found}, but weighing {expected} comes next: a weighing was left out or put in."): (
        "№ {index} жазба — № {found} өлшеу, ал келесісі № {expected} болуға тиіс: өлшеу қалдырылған немесе қосылған."
    ),
    (
        "Package {package} with seal {seal} (entry {index}, session {session}) has the number or the seal"
        " of a package that session {earlier} had and did not set aside, or of another consignment: a seal was used twice."
    ): (
        "{seal} пломбасы бар {package} қаптамасы (№ {index} жазба, {session} рәсімі) {earlier} рәсімінде "
        "болған және шетке қойылмаған не басқа партиядағы қаптаманың нөмірін не пломбасын иеленген: пломба екі рет "
        "қолданылған."
    ),
    "Package {package} (entry {index}) says that it was set aside in {stated}; the log says: {found}.": (
        "{package} қаптамасы (№ {index} жазба) {stated} рәсімінде шетке қойылған делінген; журнал бойынша: {found}."
    ),
    "The log goes on from all {count} checkpoints that you kept.": (
        "Журнал сіз сақтаған барлық бақылау нүктесін жалғастырады; саны: {count}."
    ),
    (
        "ROLLBACK: this log was cut back. {name}, signed with the log's key, proves that it had {size} "
        "entries; now it shows only {shown}. Whoever holds the key hides the rest."
    ): (
        "КЕРІ ҚАЙТАРУ: бұл журнал қысқартылған. Журнал кілтімен қол қойылған {name} жазба саны {size} "
        "болғанын дәлелдейді; қазір тек {shown} көрсетілген. Кілт иесі қалғанын жасырып отыр."
    ),
    (
        "TWO HISTORIES: this log shows two people two histories. To whoever kept {name} it showed {size} "
        "entries with the root {root}; the first {size} entries that it shows now have {found}. Both are "
        "signed with the same log's key, so one of the two was made to deceive."
    ): (
        "ЕКІ ТАРИХ: бұл журнал екі адамға екі түрлі тарих көрсетеді. {name} сақтаған адамға жазба саны "
        "{size}, түбірі {root} көрсеткен; қазір көрсетілген алғашқы {size} жазба {found} береді. Екеуіне "
        "де бір журналдың кілтімен қол қойылған, демек бірі алдау үшін жасалған."
    ),
    (
        "{name} cannot be held against this log, for its key did not sign it. Either the log was begun "
        "anew with another key, or this checkpoint is not from the station: {error}"
    ): (
        "{name} бұл журналмен салыстыруға келмейді: оған журнал кілтімен қол қойылмаған. Не журнал басқа "
        "кілтпен қайта басталған, не бұл бақылау нүктесі осы станциядан емес; {error}"
    ),
    "The cosignature of {name} is forged: {error}": "{name} сыртқы куәнің қолтаңбасы жалған; {error}",
    "All {count} cosignatures by people are good.": "Адамдардың барлық қолтаңбасы дұрыс; саны: {count}.",
    (
        "Entry {index}: {person} of session {session} co-signed {size} entries of this log with the root "
        "{signed}; its first {size} entries give {found}. The history that this person saw is not the one"
        " shown now."
    ): (
        "№ {index} жазба: {session} рәсіміндегі {person} жазба саны {size}, түбірі {signed} журналға қол "
        "қойған; алғашқы {size} жазба {found} береді. Бұл адам көрген тарих қазір көрсетілген тарих емес."
    ),
    "Entry {index}, a cosignature: {error}": "№ {index} жазба, адамның қолтаңбасы: тексеруден өтпеді; {error}",
    ("Session {session}, opened with entry {first}, is not sealed: it is still running, or was never closed."): (
        "№ {first} жазбамен ашылған {session} рәсімі мөрленбеген: ол әлі жүріп жатыр немесе жабылмаған."
    ),
    "Entry {index} opens session {session} a second time.": "№ {index} жазба {session} рәсімін екінші рет ашады.",
    (
        "SEALED WITHOUT QUORUM: nobody co-signed the closed session {session} as {missing}. The reason given: {reason}."
    ): (
        "Жазба КВОРУМСЫЗ мөрленген. Жабылған {session} рәсіміне мына рөлде ешкім қол қоймаған: {missing}."
        " Көрсетілген себеп: «{reason}»."
    ),
    (
        "Entry {index} is a cosignature of the seal of session {session}; only the newest seal can be co-"
        "signed, and only until the next session is opened."
    ): (
        "№ {index} жазба — {session} рәсімінің мөріне қойылған қолтаңба; тек соңғы мөрге және келесі "
        "рәсім ашылғанға дейін ғана қол қоюға болады."
    ),
    "Entry {index} ({kind}) is of no session and has no place here.": (
        "№ {index} жазба ({kind}) ешқандай рәсімге жатпайды, бұл жерде болмауға тиіс."
    ),
    "Entry {index} ({kind}) is of session {session}, which is not open there.": (
        "№ {index} жазба ({kind}) ол кезде ашық емес {session} рәсіміне жатады."
    ),
    "Entry {index} opens session {session} inside session {open}, which is not sealed.": (
        "№ {index} жазба {session} рәсімін мөрленбеген {open} рәсімінің ішінде ашады."
    ),
    "Entry {index}: recording {recording} starts a second time.": (
        "№ {index} жазба: {recording} файлы екінші рет басталған."
    ),
    "Entry {index} is about recording {recording}, which is not running.": (
        "№ {index} жазба ол кезде жазылмаған {recording} файлы туралы айтады."
    ),
    "Entry {index}: recording {recording} has become shorter ({fields}).": (
        "№ {index} жазба: {recording} файлы қысқарған ({fields})."
    ),
    (
        "The seal of session {session} (entry {index}) states {name} {stated}; the log gives {found}. It "
        "does not seal the entries that stand here."
    ): (
        "{session} рәсімінің мөрі (№ {index} жазба) {name} ретінде {stated} көрсетеді; журнал {found} "
        "береді. Ол мұнда тұрған жазбаларды мөрлемейді."
    ),
    (
        "The seal of session {session} (entry {index}) has recording {recording} otherwise than it was "
        "finished: {fields}."
    ): ("{session} рәсімінің мөрінде (№ {index} жазба) {recording} файлы аяқталғандағыдай емес: {fields}."),
}
