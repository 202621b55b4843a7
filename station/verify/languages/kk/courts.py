"""Kazakh: what is said of courts' requests, and of the answers to them."""

SENTENCES = {
    (
        "{document} and {answer} are those whose SHA-256 the station recorded as its answer to request {request}, with entry "
        "{index}, made at {utc} by its clock."
    ): (
        "{document} және {answer} — станция {request} сұратуына жауабы ретінде SHA-256 мәндерін жазған файлдар: № {index} "
        "жазба, станция сағаты бойынша {utc}."
    ),
    "The entry of the answer and all {count} entries in {file} stand in the signed log, at their numbers.": (
        "Жауап туралы жазба мен {file} ішіндегі барлық жазба (саны: {count}) қол қойылған журналда өз нөмірлерінде тұр."
    ),
    "The folder holds the files of an answer, and no other.": "Қалтада жауаптың файлдары ғана бар, артығы жоқ.",
    "{file} is an entry of the kind {kind}, no answer.": "{file} — «{kind}» түріндегі жазба, жауап емес.",
    "{file} does not hold the entries that the answer rests on: one was left out or put in.": (
        "{file} ішінде жауап негізделген жазбалар емес: біреуі қалдырылған немесе қосылған."
    ),
    "The answer cannot be read, so nothing of it was checked. {error}": (
        "Жауапты оқу мүмкін емес, сондықтан онда ештеңе тексерілмеді; {error}"
    ),
    "{file} was changed after the station recorded it: its SHA-256 is {found}, recorded is {recorded}.": (
        "{file} станция жазғаннан кейін өзгертілген: оның SHA-256 мәні {found}, жазылғаны {recorded}."
    ),
    "The entry of the answer has {field} {recorded}; the answer has {found}.": (
        "Жауап туралы жазбада {field} мәні {recorded}, жауаптың өзінде {found}."
    ),
    "The answer says that the log had the root {root} at {size} entries; nothing proves it.": (
        "Жауап бойынша журналда {size} жазба болғанда түбір {root} болған; мұны ештеңе дәлелдемейді."
    ),
    "{file} has no place in this answer.": "{file} файлының бұл жауапта орны жоқ.",
    "It rests on entries that came after the moment of which it speaks.": (
        "Ол өзі айтып отырған сәттен кейін пайда болған жазбаларға негізделген."
    ),
    "The first {size} entries of the published log tell nothing else of the case and of its sessions.": (
        "Жарияланған журналдың алғашқы {size} жазбасы іс пен оның рәсімдері туралы басқа ештеңе айтпайды."
    ),
    "Whether the answer leaves out entries of the case was not checked: give the published log with --log.": (
        "Жауапта іс туралы жазбалар қалдырылған-қалдырылмағаны тексерілмеді: жарияланған журналды көрсетіңіз (--log)."
    ),
    "The answer leaves out {count} entries that tell of the case or of its sessions: {entries}.": (
        "Жауапта іс немесе оның рәсімдері туралы жазбалар қалдырылған (саны: {count}): {entries}."
    ),
    (
        "The answer says that {stated} registrations of consignments bear case numbers that it does not open; the log has "
        "{found}."
    ): "Жауап бойынша іс нөмірі ашылмаған партиялар саны {stated}; журналда олар {found}.",
    (
        "The log has {count} registrations of consignments whose case numbers are withheld and not opened in {file}: "
        "whether one is of this case, only who holds their openings can tell."
    ): (
        "Журналда іс нөмірі жасырылған және {file} ішінде ашылмаған партиялар бар (саны: {count}): олардың бірі осы іске жата "
        "ма, оны ашу мәндері бар адам ғана айта алады."
    ),
    "Every withheld value in {file} is the one that an entry commits to.": (
        "{file} ішіндегі әрбір жасырылған мән — жазба міндеттеген мән."
    ),
    "The request is the one that was recorded, and every figure follows from the entries.": (
        "Сұрату — жазылған сұрату, әрбір сан жазбалардан шығады."
    ),
    "The hashes of the recordings are those of their entries.": "Файлдардың хештері — олар туралы жазбалардағы хештер.",
    "{path}: the answer says {stated}, the entries give {found}.": "{path}: жауапта {stated}, жазбалар {found} береді.",
    "{file}: the answer's line about its hash is not true; recorded is {recorded}.": (
        "{file}: жауаптың оның хеші туралы айтқаны дұрыс емес; жазылғаны {recorded}."
    ),
    "{file} opens {commitment}, which no entry has.": "{file} ешбір жазбада жоқ {commitment} мәнін ашады.",
    "The entries contradict each other, so that nothing follows from them: {error}": (
        "Жазбалар бір-біріне қайшы, сондықтан олардан ештеңе шықпайды; {error}"
    ),
    "{file} was NOT, when the answer was made, the file whose SHA-256 was recorded: {trouble}": (
        "Жауап жасалған кезде {file} SHA-256 мәні жазылған файл БОЛМАҒАН; {trouble}"
    ),
    "The entry of the request is not among the entries.": "Жазбалар арасында сұрату туралы жазба жоқ.",
    "The answer does not give the log's state before and after each of the sessions.": (
        "Жауапта әр рәсімге дейінгі және одан кейінгі журнал күйі көрсетілмеген."
    ),
    "The files hashed for the answer are not the recordings that it names.": (
        "Хештер жауап атаған файлдар үшін есептелмеген."
    ),
    "and more of this sort.": "және тағы осындайлар.",
    "The copy {file} is not the recorded film.": "{file} көшірмесі жазылған файлға сәйкес емес.",
    "All {count} requests of courts are numbered, and each was answered at most once.": (
        "Соттардың барлық сұратуы нөмірленген (саны: {count}), әрқайсысына бір реттен артық жауап берілмеген."
    ),
    "Request {request} of a court, dated {date} and recorded at {utc} (entry {index}), is UNANSWERED.": (
        "Соттың {date} күнгі {request} сұратуы ({utc} жазылған, № {index} жазба) ЖАУАПСЫЗ ТҰР."
    ),
    "Entry {index} is request {request}, but R{expected} comes next: a request was left out or put in.": (
        "№ {index} жазба — {request} сұратуы, ал келесісі R{expected} болуға тиіс: сұрату қалдырылған немесе қосылған."
    ),
    "Entry {index} answers request {request}, which does not wait for an answer.": (
        "№ {index} жазба жауап күтпейтін {request} сұратуына жауап береді."
    ),
    "The answer is the one that was recorded, and follows from the entries in it.": (
        "Жауап — жазылған жауап, ол өзіне қоса берілген жазбалардан шығады."
    ),
    "Whether {document} says what {answer} says is not checked here; where they differ, {answer} holds.": (
        "{document} пен {answer} бірдей айта ма, мұнда тексерілмейді; айырылса, {answer} дұрыс."
    ),
    "The answer agrees with itself.": "Жауап өз-өзіне қайшы емес.",
}
