"""Kazakh: what is said of witnesses, time stamps and kept checkpoints."""

SENTENCES = {
    "The witnesses that your policy asks for co-signed the seal.": (
        "Сенім шарттарыңыз талап ететін сыртқы куәлар мөрге қол қойған."
    ),
    "The times in the record agree with the time-stamp tokens in the bag.": (
        "Жазбадағы уақыт пакеттегі уақыт белгілеріне сай келеді."
    ),
    "{authority} saw the first {size} entries at {at}.": (
        "«{authority}» уақыт белгісі қызметі журналдың алғашқы жазбаларын (саны: {size}) {at} сәтінде көрген."
    ),
    "All {count} checkpoints that others vouch for are of this history.": (
        "Бөгде тараптар растаған барлық бақылау нүктесі осы тарихқа жатады; саны: {count}."
    ),
    "No policy of witnesses was given, so none was asked for.": (
        "Сенім шарттары берілмеген, сондықтан сыртқы куәлардың қолтаңбасы талап етілген жоқ."
    ),
    "No time authority's token is in the bag: the times are the station's own.": (
        "Пакетте сыртқы қызметтің уақыт белгісі жоқ: уақыт станцияның өз сағаты бойынша көрсетілген."
    ),
    "{count} cosignature(s) of {name} were not checked: your policy has no such key.": (
        "{name} сыртқы куәнің қолтаңбалары тексерілген жоқ (саны: {count}): сенім шарттарыңызда ондай кілт жоқ."
    ),
    (
        "{authority} saw the first {size} entries at {at}, if the certificate with the SHA-256 "
        "{certificate} is its own."
    ): (
        "Егер SHA-256 мәні {certificate} сертификат шынымен «{authority}» қызметінікі болса, ол журналдың"
        " алғашқы жазбаларын (саны: {size}) {at} сәтінде көрген."
    ),
    (
        "{file}: the entry {index} says that it was made {ahead} s after the authority had already seen "
        "it. The station's clock was wrong, or was moved."
    ): (
        "{file}: № {index} жазба өзін уақыт белгісі қызметі көргеннен {ahead} с кейін жасалған дейді. "
        "Станция сағаты қате жүрген немесе ауыстырылған."
    ),
    (
        "TWO HISTORIES: others vouch for {size} entries of this log with the root {root}; the entries in "
        "this bag give {found}. The record was changed after they saw it."
    ): (
        "ЕКІ ТАРИХ: бөгде тараптар жазба саны {size}, түбірі {root} журналды растайды; осы пакеттегі "
        "жазбалар {found} береді. Жазба олар көргеннен кейін өзгертілген."
    ),
    "{file}: the authority saw entry {index} only {late} s after the time that the entry states.": (
        "{file}: уақыт белгісі қызметі № {index} жазбаны онда көрсетілген уақыттан {late} с өткенде ғана көрген."
    ),
    "Your policy is not satisfied for the seal: {lacking}": "Мөр үшін сенім шарттарыңыз орындалмаған; {lacking}",
    "{name} co-signed {size} entries at {at}.": (
        "{name} сыртқы куә жазба саны {size} журналға {at} сәтінде қол қойған."
    ),
    "No token stamps entry {index} ({kind}).": "Бірде-бір уақыт белгісі № {index} жазбаны ({kind}) растамайды.",
    "The record is of the same history as the checkpoints that you kept.": (
        "Жазба сіз сақтаған бақылау нүктелерімен бір тарихқа жатады."
    ),
    ("{name} is for {size} entries; this bag can tell only of {first} to {last}. Hold it against the published log."): (
        "{name} жазба саны {size} журналға қатысты; бұл пакет {first}–{last} аралығын ғана көрсетеді. Оны"
        " жарияланған журналмен салыстырыңыз."
    ),
    (
        "TWO HISTORIES: {name}, signed by the same key, gives {size} entries the root {root}; this record"
        " gives them {found}. One of the two was made to deceive, and whoever holds the key made both."
    ): (
        "ЕКІ ТАРИХ: дәл сол кілтпен қол қойылған {name} жазба саны {size} журналға {root} түбірін береді,"
        " ал бұл жазба {found} береді. Екеуінің бірі алдау үшін жасалған, екеуін де кілт иесі жасаған."
    ),
    "{name} is no checkpoint by the key of this record: {error}": (
        "{name} — осы жазбаның кілтімен қол қойылған бақылау нүктесі емес; {error}"
    ),
    "No token of an authority that you gave stamps the seal.": (
        "Сіз көрсеткен уақыт белгісі қызметтерінің ешқайсысы мөрге белгі қойған жоқ."
    ),
    (
        "TWO HISTORIES: {name} is signed by a key of this log, for more entries than that key had when, as this record says, "
        "it was given up. The record hides what followed, or someone else went on with the key."
    ): (
        "ЕКІ ТАРИХ: {name} осы журналдың кілтімен қол қойылған, бірақ жазба саны бұл жазба бойынша кілт ауыстырылған кездегіден "
        "көп. Не бұл жазба жалғасын жасырып тұр, не кілтті басқа біреу пайдаланған."
    ),
    (
        "{file}: the entry {index} says that it was made {ahead} s after the witness had already co-signed it. The station's "
        "clock was wrong, or was moved."
    ): (
        "{file}: № {index} жазба өзін сыртқы куә қол қойғаннан {ahead} с кейін жасалған дейді. Станция сағаты қате жүрген "
        "немесе ауыстырылған."
    ),
    "{file}: the witness co-signed entry {index} only {late} s after the time that the entry states.": (
        "{file}: сыртқы куә № {index} жазбаға онда көрсетілген уақыттан {late} с өткенде ғана қол қойған."
    ),
    (
        "{file}: by a cosignature that was not checked, entry {index} was there {ahead} s before the time that it states. Check "
        "it with the witness's own key."
    ): (
        "{file}: тексерілмеген қолтаңба бойынша № {index} жазба онда көрсетілген уақыттан {ahead} с бұрын болған. Қолтаңбаны "
        "сыртқы куәнің өз кілтімен тексеріңіз."
    ),
    "It is of the same history as a checkpoint that you kept.": "Ол сіз сақтаған бақылау нүктесімен бір тарихқа жатады.",
    "{name} is no checkpoint of the log that this came from: {error}": (
        "{name} — бұл алынған журналдың бақылау нүктесі емес; {error}"
    ),
    (
        "{name} is for {size} entries and was not compared: this can tell only of {shown}. Hold it against the published log."
    ): (
        "{name} жазба саны {size} журналға қатысты және ештеңемен салыстырылған жоқ: мұнда тек {shown} саны туралы айтуға "
        "болады. Оны жарияланған журналмен салыстырыңыз."
    ),
    (
        "TWO HISTORIES: {name} gives {size} entries of this log the root {root}; the checkpoint that came with this gives them "
        "{found}. One of the two was made to deceive."
    ): (
        "ЕКІ ТАРИХ: {name} осы журналдың {size} жазбасына {root} түбірін береді, ал қоса берілген бақылау нүктесі {found} "
        "береді. Екеуінің бірі алдау үшін жасалған."
    ),
    "The certificates of time authorities were not used: only a bag holds time-stamp tokens.": (
        "Уақыт белгісі қызметтерінің сертификаттары қолданылған жоқ: уақыт белгілері тек пакетте болады."
    ),
}
