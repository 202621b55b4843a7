"""Kazakh: what is said of the log's keys and their changes."""

SENTENCES = {
    "A change of the key cannot be read: {error}": "Кілт ауыстыру туралы жазбаны оқу мүмкін емес; {error}",
    (
        "The change of the key at entry {entry} does not go on from the key in force, {expected}: it "
        "hands over from {old} to {new}. A key that was succeeded hands nothing over, none comes back, "
        "and all bear one name."
    ): (
        "№ {entry} жазбадағы кілт ауыстыру қолданыстағы {expected} кілтін жалғастырмайды: ол журналды "
        "{old} кілтінен {new} кілтіне береді. Ауыстырылған кілт ештеңе бермейді, ешқайсысы қайта "
        "оралмайды, бәрінің аты бір."
    ),
    (
        "The change of the key at entry {entry} is not signed by the key before it, {old}: {error} Do not"
        " trust what follows it."
    ): ("№ {entry} жазбадағы кілт ауыстыруға бұрынғы {old} кілтімен қол қойылмаған. Одан кейінгіге сенбеңіз; {error}"),
    "The record tells of no change of the key, so give one Ed25519 key, with its ML-DSA-44 key.": (
        "Жазбада кілт ауыстыру туралы ештеңе жоқ, сондықтан бір Ed25519 кілтін және оның ML-DSA-44 кілтін көрсетіңіз."
    ),
    (
        "The log's key was changed at the entries {entries}, each time signed by the key before. Since "
        "then it is {key}."
    ): (
        "Журнал кілті № {entries} жазбаларда ауыстырылған, әр жолы бұрынғы кілттің қолтаңбасымен. Содан "
        "бері ол — {key}."
    ),
    (
        "The key that you trust is none of this log's: its keys were {keys}. Another station, or someone "
        "pretending to be it, signed this record."
    ): (
        "Сіз сенетін кілт бұл журналдың кілттерінен емес, олар мынадай: {keys}. Бұл жазбаға басқа станция"
        " немесе соның атын жамылған біреу қол қойған."
    ),
    (
        "The change of the key at entry {entry} is proved by a checkpoint of {size} entries. The key "
        "before it signs none that goes on after the change."
    ): (
        "№ {entry} жазбадағы кілт ауыстыру жазба саны {size} бақылау нүктесімен дәлелденеді. Бұрынғы кілт"
        " ауыстырудан кейін жалғасатын ештеңеге қол қоймайды."
    ),
    ("The change of the key at entry {entry} is not signed by each key in force before it, or by others too."): (
        "№ {entry} жазбадағы кілт ауыстыруға оған дейін қолданылған кілттердің бәрімен қол қойылмаған "
        "немесе тек солармен ғана емес."
    ),
    "The change of the key at entry {entry}: {error}": (
        "№ {entry} жазбадағы кілт ауыстыру: тексеруден өтпеді; {error}"
    ),
    "The log's key is the key that you gave, or follows from it: {key}.": (
        "Журнал кілті — сіз көрсеткен кілт немесе оның жалғасы: {key}."
    ),
    "With entry {index} the key {new} followed {old}. The reason given: {reason}.": (
        "№ {index} жазбамен {new} кілті {old} кілтін ауыстырды. Көрсетілген себеп: «{reason}»."
    ),
    (
        "Compare the log's key with the one that {name} published, or with the one that a witness noted. "
        "Until then, this log only agrees with itself: {key}"
    ): (
        "Журнал кілтін {name} станциясы жариялаған немесе куә жазып алған кілтпен салыстырыңыз. Оған "
        "дейін журналдың өзіне қайшы келмейтіні ғана тексерілді: {key}"
    ),
    (
        "The log is signed with {found}, but you trust {trusted}. Another station, or someone pretending "
        "to be it, signed this log, or one of its two keys was left out."
    ): (
        "Журналға {found} кілтімен қол қойылған, ал сіз {trusted} кілтіне сенесіз. Бұл журналға басқа "
        "станция немесе соның атын жамылған біреу қол қойған, не екі кілттің бірі қалдырылған."
    ),
    "The last checkpoint that {old} signed is not of this log's history.": (
        "{old} кілтімен қол қойылған соңғы бақылау нүктесі бұл журналдың тарихынан емес."
    ),
    "From entry {index} on, checkpoints bear a post-quantum signature too.": (
        "№ {index} жазбадан бастап бақылау нүктелеріне постквант кілтпен де қол қойылған."
    ),
    "From entry {index} on, checkpoints bear no post-quantum signature.": (
        "№ {index} жазбадан бастап бақылау нүктелеріне постквант кілтпен қол қойылмаған."
    ),
    (
        "From entry {index} on, checkpoints bear no signature by {key}, which you gave: whoever has the other key alone could "
        "have signed what follows. Only a change of the key, signed by both, may leave one out."
    ): (
        "№ {index} жазбадан бастап бақылау нүктелерінде сіз көрсеткен {key} кілтінің қолтаңбасы жоқ: одан кейінгінің бәріне тек "
        "екінші кілті бар адам қол қоя алған. Бір кілттен тек екеуінің де қолы қойылған кілт ауысуы арқылы бас тартуға болады."
    ),
    "No entry names the log's key yet.": "Бірде-бір жазба журнал кілтін әлі атамайды.",
    "The log's keys follow each other as they should.": "Журнал кілттері бірін-бірі ереже бойынша ауыстырады.",
    (
        "Entry {index} says that another key follows {old}, but the old key's own checkpoint of {size} "
        "entries is not shown, and without it anyone could say so: {error}"
    ): (
        "№ {index} жазба {old} кілтін басқасы ауыстырды дейді, бірақ ескі кілттің жазба саны {size} өз "
        "бақылау нүктесі көрсетілмеген, ал онсыз мұны кез келген адам айта алар еді; {error}"
    ),
    "Entry {index}: {error}": "№ {index} жазба: тексеруден өтпеді; {error}",
    "No entry names the station's key, so nothing says who may sign this log.": (
        "Бірде-бір жазба станция кілтін атамайды, сондықтан бұл журналға кім қол қоя алатыны белгісіз."
    ),
}
