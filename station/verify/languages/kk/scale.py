"""Kazakh: what is said of the weighings and the scale's line."""

SENTENCES = {
    "All {count} weighings stand in the serial recording at their own times, byte for byte.": (
        "Барлық өлшеу таразы желісінің жазбасынан табылды, әрқайсысы өз уақытында, байтпа-байт; саны: {count}."
    ),
    "{weighing} was heard until {late} s before its entry, not just before it.": (
        "{weighing}: жазбадан тікелей бұрын емес, {late} с бұрын алынған."
    ),
    "{weighing} is said to have stood for {stable} s, in a window of {length} s.": (
        "{weighing}: мән {stable} с тұрған делінген, ал аралық {length} с."
    ),
    "{weighing}: what the scale is said to have sent does not stand in {recording} at that time.": (
        "{weighing}: таразы берген делінген дерек сол уақытта {recording} ішінде жоқ."
    ),
    "{weighing} has the tare {tare}, but the scale told {told} meanwhile.": (
        "{weighing}: көрсетілген ыдыс салмағы {tare}, ал таразы сол кезде мынаны хабарлаған: {told}."
    ),
    "none": "жоқ",
    "{mass} mg": "{mass} мг",
    "{weighing} cannot be found: {recording} cannot be read.": ("{weighing}: табу мүмкін емес, {recording} оқылмайды."),
    "{weighing} stood for {stable} s, somewhere in {length} s: that is no time.": (
        "{weighing}: мән {length} с аралықтың бір жерінде {stable} с тұрған; бұл уақытты көрсетпейді."
    ),
    ("The weighings of the entries {one} and {other} were heard at the same time: one load, weighed twice."): (
        "№ {one} және № {other} жазбалардағы өлшеулер бір уақытта алынған: бір жүк екі рет өлшенген."
    ),
    "All {count} weighings say what their raw lines say.": (
        "Барлық өлшеу таразының бастапқы жолдарына сай; саны: {count}."
    ),
    "All {count} weighings came from the instrument that the record names.": (
        "Барлық өлшеу жазбада аталған таразыда жасалған; саны: {count}."
    ),
    "Weighing {weighing} (entry {entry})": "№ {weighing} өлшеу (№ {entry} жазба)",
    "The instrument was another one from {at} on (entry {index}): {instrument} after {before}.": (
        "{at} бастап (№ {index} жазба) таразы басқа. Енді: {instrument}. Бұрын: {before}."
    ),
    "telling {told}, plate {plate}": "өзі туралы хабарлағаны: {told}; тақтайшасында: {plate}",
    "{weighing} is outside the range of the scale, {mass} mg.": ("{weighing}: таразының өлшеу шегінен тыс, {mass} мг."),
    "{what} is {found} and should be {sent}": "{what}: {found} көрсетілген, {sent} болуға тиіс",
    (
        "The instrument told no serial number: which one it was, only the station's settings say (weighings {numbers})."
    ): (
        "Таразы сериялық нөмірін хабарламаған: қай таразы екені станция баптауларынан ғана белгілі (№ "
        "{numbers} өлшеулер)."
    ),
    (
        "Entry {index} is weighing {found}, but weighing {expected} comes next after entry {before}: a "
        "weighing was left out or put in."
    ): (
        "№ {index} жазба — № {found} өлшеу, ал № {before} жазбадан кейін № {expected} болуға тиіс: өлшеу "
        "қалдырылған немесе қосылған."
    ),
    "{weighing} came from the line {line}, which is no stable value.": (
        "{weighing}: {line} жолынан алынған, онда тұрақты мән жоқ."
    ),
    "{weighing}: {differing}, as the scale sent it in {line}.": ("{weighing}: {differing}; таразы {line} жіберген."),
    "{weighing} names no raw lines that it came from.": "{weighing}: алынған бастапқы жолдары көрсетілмеген.",
    "{weighing} is said to come from another instrument, {instrument}.": (
        "{weighing}: басқа таразы көрсетілген: {instrument}."
    ),
    "nothing": "ештеңе",
    "{file}: every line can be read, and its times run forward.": (
        "{file} файлы: барлық жол оқылады, ондағы уақыт алға жүреді."
    ),
    "{file}, line {line}: this is not a line of a serial recording.": (
        "{file} файлы, {line}-жол: бұл таразы желісі жазбасының жолы емес."
    ),
    "{file}, line {line}: the time runs backwards by {back} s.": (
        "{file} файлы, {line}-жол: уақыт {back} с кері жүреді."
    ),
    "{file}, line {line}: its two times are those of no moment of this session.": (
        "{file} файлы, {line}-жол: бұл рәсімде екі сағат мұндай көрсеткішті бірге көрсетпеген."
    ),
    "All {count} weighings are numbered without a break.": "Барлық өлшеу қатарынан нөмірленген; саны: {count}.",
}
