"""Kazakh: what is said of the session's rules, clocks and events."""

SENTENCES = {
    "All {count} entries follow the rules of a session, from its opening to its seal.": (
        "Барлық жазба ашылудан мөрге дейін рәсім ережелеріне сай; саны: {count}."
    ),
    "Entry {index} ({kind}) is of session {session} and has no place in this one.": (
        "№ {index} жазба ({kind}) {session} рәсіміне жатады, бұл рәсімде оның орны жоқ."
    ),
    "The session begins with entry {index}, {kind}, and not with {opening}.": (
        "Рәсім № {index} жазбадан ({kind}) басталады, ал «{opening}» жазбасынан басталуға тиіс."
    ),
    "Entry {index} ({kind}) is of no session and has no place in this one.": (
        "№ {index} жазба ({kind}) ешқандай рәсімге жатпайды, мұнда оның орны жоқ."
    ),
    "Entry {index} breaks the rules: {error}.": "№ {index} жазба рәсім ережелерін бұзады; {error}",
    "The entries' clocks run forward and agree with each other.": (
        "Жазбалардағы уақыт тек алға жүреді, екі сағат бір-біріне сай."
    ),
    "Between entries {before} and {after} the PC was off and started anew, UTC says for {away} s.": (
        "№ {before} және № {after} жазбалар арасында компьютер өшіп, қайта қосылған; UTC бойынша {away} с өткен."
    ),
    "The PC's clock was stepped by {moved} s shortly before entry {index}, as the record says.": (
        "Компьютер сағаты № {index} жазбадан сәл бұрын {moved} с жылжытылған; мұны жазбаның өзі айтады."
    ),
    (
        "Between entries {before} and {after} the PC was off and started anew, nobody can tell for how "
        "long: UTC ran backwards."
    ): (
        "№ {before} және № {after} жазбалар арасында компьютер өшіп, қайта қосылған; қанша уақытқа екенін"
        " анықтау мүмкін емес: UTC кері жүрген."
    ),
    "The monotonic clock runs backwards between entries {before} and {after}.": (
        "№ {before} және № {after} жазбалар арасында монотонды сағат кері жүреді."
    ),
    (
        "Between entries {before} and {after} UTC moved by {moved} s against the monotonic clock, and no "
        "entry says that the clock was stepped."
    ): (
        "№ {before} және № {after} жазбалар арасында UTC монотонды сағатқа қатысты {moved} с жылжыған, "
        "бірақ сағат ауыстырылғанын бірде-бір жазба айтпайды."
    ),
    "{reason}": "{reason}",
    "at {at}": "{at}",
    "at {at} by {account}": "{at}, есептік жазба {account}",
    "since {since} ({reason})": "{since} бастап ({reason})",
    "{line}, {begin} to {end}, {count} pieces ({reason})": (
        "{line}, {begin} – {end}, жоғалған бөлік саны: {count} ({reason})"
    ),
    "weighing {weighing} of {what}, tare {mass} mg": "№ {weighing} өлшеу, {what}, ыдыс салмағы {mass} мг",
    "package {package} ({reason})": "{package} қаптамасы ({reason})",
    "batch {batch} ({reason})": "{batch} пеш жүктемесі ({reason})",
    "as {role} ({reason})": "{role} ({reason})",
    "The picture of camera {camera} was {what} from {begin} to {end}, {during}.": (
        "{camera} камерасының бейнесі мынадай болған: {what}, {begin} – {end}, {during}."
    ),
    "weighing {weighing} of {what} replaces {corrected}: {before} mg before, {now} mg now": (
        "№ {weighing} өлшеу ({what}) № {corrected} өлшеуді алмастырады: бұрын {before} мг, енді {now} мг"
    ),
    "The recorder was started anew within the session: {told}.": (
        "Рәсім кезінде жазу бағдарламасы қайта іске қосылған: {told}."
    ),
    "The scale did not answer: {told}.": "Таразы жауап бермеген: {told}.",
    "Bytes of a line that no recording holds: {told}.": "Құрал желісінің бірде-бір файлда жоқ деректері: {told}.",
    "Set aside: {told}.": "Шетке қойылған: {told}.",
    "Called off: {told}.": "Күші жойылған: {told}.",
    "The residue was not weighed: {told}.": "Қалдық өлшенбеген: {told}.",
    "Nobody came: {told}.": "Мына рөлде ешкім келмеген: {told}.",
    "The scale was zeroed: {told}.": "Таразы нөлге қойылған: {told}.",
    "The scale was tared: {told}.": "Таразыда ыдыс салмағы есепке алынған: {told}.",
    "{package} was set aside": "{package} қаптамасы шетке қойылған",
    "Package {package} with the seal {seal} was registered again, after {before}.": (
        "{seal} пломбасы бар {package} қаптамасы қайта тіркелген; бұрын: {before}."
    ),
    "Weighed with a tare: {told}.": "Ыдыспен өлшенген: {told}.",
    "nobody": "көрсетілмеген",
    "an unknown number of": "белгісіз",
    "the end": "рәсімнің соңы",
    "while batch {batch} was open": "{batch} пеш жүктемесі кезінде",
    "between batches": "пеш жүктемелерінің арасында",
    "Weighed again: {told}.": "Қайта өлшенген: {told}.",
    "one was set aside in session {session}": "{session} рәсімінде бір қаптама шетке қойылған",
    "unknown": "белгісіз",
    "Batch {batch} burned for only {length} s.": "{batch} пеш жүктемесі бар болғаны {length} с жанған.",
    "Nobody sat as {role} during all or part of batch {batches}.": (
        "{batches} пеш жүктемесі кезінде түгел немесе ішінара орын бос болған, рөлі: {role}."
    ),
    "Zero or tare on the scale's line, of which no entry tells: {orders}.": (
        "Таразы желісіндегі бірде-бір жазба айтпайтын нөлге қою не ыдыс командалары: {orders}."
    ),
    "{order} answered by the scale at {at}": "{order} — таразының {at} жауабы",
    "{order} sent to the scale at {at}": "{order} — таразыға {at} жіберілген",
}
