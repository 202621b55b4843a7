"""Kazakh: what is said of the log, the seal and the verdict on the whole."""

SENTENCES = {
    "The seal is entry {index} of the signed log.": "Мөр — қол қойылған журналдың № {index} жазбасы.",
    "The entries before the session and those in the bag give exactly the log that was signed.": (
        "Рәсімге дейінгі жазбалар мен осы пакеттегі жазбалар бірге дәл сол қол қойылған журналды береді."
    ),
    "The seal covers exactly the entries {first} to {last}; none was changed.": (
        "Мөр дәл № {first}–{last} жазбаларды қамтиды; ешқайсысы өзгертілмеген."
    ),
    "The bag's key is the key that you gave: {key}.": "Пакеттегі кілт — сіз көрсеткен кілттің өзі: {key}.",
    "The checkpoint is signed by {name} with {count} key(s).": (
        "Журналдың бақылау нүктесіне {name} станциясы қол қойған; қолданылған кілт саны: {count}."
    ),
    (
        "Compare the key in the bag with the one published by {name}, or with the one that a witness "
        "noted. Until then, this bag only agrees with itself: {key}"
    ): (
        "Пакеттегі кілтті {name} станциясы жариялаған немесе куә жазып алған кілтпен салыстырыңыз. Оған "
        "дейін пакеттің өзіне қайшы келмейтіні ғана тексерілді: {key}"
    ),
    (
        "The checkpoint is for {size} entries with the root {root}; the bag gives {count} entries with "
        "the root {found}. Entries were added, removed or changed, or {before} is not the log before the "
        "session."
    ): (
        "Бақылау нүктесі жазба саны {size}, түбірі {root} журналға қатысты; пакет жазба саны {count}, "
        "түбірі {found} журналды береді. Жазбалар қосылған, жойылған немесе өзгертілген, не болмаса "
        "{before} рәсімге дейінгі журнал емес."
    ),
    "{file} is for entry {found}, the seal says that it is entry {index}.": (
        "{file} № {found} жазбаға қатысты, ал мөр өзін № {index} жазба деп атайды."
    ),
    "{file} holds more than the proof, or another checkpoint than {checkpoint}.": (
        "{file} ішінде дәлелдемеден басқа да нәрсе бар немесе бақылау нүктесі {checkpoint} ішіндегіден өзге."
    ),
    (
        "{file} has {count} entries, so it begins with entry {found}; the seal begins with entry {first}."
        " Entries were removed or added."
    ): (
        "{file} ішіндегі жазба саны {count}, яғни біріншісі — № {found}; ал мөр № {first} жазбадан "
        "басталады. Жазбалар жойылған немесе қосылған."
    ),
    (
        "The entries in {file} are not those that were sealed: their root is {found}, the seal's is "
        "{sealed}. At least one entry was changed, moved, removed or added."
    ): (
        "{file} ішіндегі жазбалар мөрленген жазбалар емес: олардың түбірі {found}, ал мөрдегісі {sealed}."
        " Кемінде бір жазба өзгертілген, орны ауыстырылған, жойылған немесе қосылған."
    ),
    "{proof} does not lead from the last line of {entries} to the checkpoint: {error}": (
        "{proof} {entries} файлының соңғы жолынан журналдың бақылау нүктесіне апармайды; {error}"
    ),
    (
        "{file} holds {found}, but you trust {trusted}. Another station, or someone pretending to be it, "
        "signed this bag, or one of its two keys was left out."
    ): (
        "{file} ішінде {found} кілті тұр, ал сіз {trusted} кілтіне сенесіз. Бұл пакетке басқа станция "
        "немесе соның атын жамылған біреу қол қойған, не екі кілттің бірі қалдырылған."
    ),
    "{file} holds {found}, but the last change of the key in this bag hands the log on to {expected}.": (
        "{file} ішінде {found} кілті тұр, ал осы пакеттегі соңғы кілт ауыстыру журналды {expected} кілтіне береді."
    ),
    "The bag's key is the last of the log's keys at its seal: {key}.": (
        "Пакеттегі кілт — мөр басылған кездегі журнал кілттерінің соңғысы: {key}."
    ),
    "{file}: {error}": "{file}: тексеруден өтпеді; {error}",
    "{where}: {error}": "{where}: тексеруден өтпеді; {error}",
    "{error}": "Тексеруден өтпеді; {error}",
    "The entries cannot be read, so nothing that rests on them was checked. {error}": (
        "Жазбаларды оқу мүмкін емес, сондықтан соларға сүйенетін ештеңе тексерілген жоқ; {error}"
    ),
    "All {size} entries have the form of docs/format.md.": (
        "Журналдың барлық жазбасы docs/format.md үлгісіне сай; жазба саны: {size}."
    ),
    "The record is whole.": "Жазба бүтін.",
    "; nor as ": "; мына рөлде де ешкім: ",
    " or ": " немесе ",
    " and ": " және ",
    "and {count} more": "және тағы {count}",
    "and {count} more of this sort.": "және осындай тағы: {count}.",
    "1 thing is wrong; see the lines that begin with FAIL.": (
        "Сәйкессіздік табылды; ҚАТЕ сөзінен басталатын жолды қараңыз."
    ),
    "{count} things are wrong; see the lines that begin with FAIL.": (
        "Сәйкессіздіктер табылды, саны: {count}; ҚАТЕ сөзінен басталатын жолдарды қараңыз."
    ),
    "It was sealed WITHOUT QUORUM: nobody co-signed as {missing}.": (
        "Ол КВОРУМСЫЗ мөрленген. Мына рөлде ешкім қол қоймаған: {missing}."
    ),
    "The record agrees with itself.": "Жазба өз-өзіне сай келеді.",
    "The log is whole.": "Журнал бүтін.",
    "The log agrees with itself.": "Журнал өз-өзіне сай келеді.",
    "What this excerpt shows is as it was sealed; it says nothing of the rest.": (
        "Бұл үзіндіде көрсетілгені мөрленген күйінде; қалғаны туралы ол ештеңе айтпайды."
    ),
    "What this excerpt shows agrees with itself.": "Бұл үзіндіде көрсетілгені өз-өзіне сай келеді.",
    "The entry stands in the log.": "Бұл жазба журналда тұр.",
    "The entry and its proof agree.": "Жазба мен оның дәлелі бір-біріне сай.",
    "Whose key signed it is not checked: compare it with the published one.": (
        "Кілттің кімдікі екені тексерілмеген: оны жарияланған кілтпен салыстырыңыз."
    ),
    "Witnesses co-signed {size} entries; the log shows {log_size}. The rest is hidden.": (
        "Сыртқы куәлар жазба саны {size} журналға қол қойған, ал көрсетілген жазба саны: {log_size}. "
        "Қалғаны жасырылған."
    ),
    "TWO HISTORIES: the witnesses co-signed {size} entries with another root.": (
        "ЕКІ ТАРИХ: сыртқы куәлар жазба саны {size} журналға қол қойған, бірақ түбірі басқа."
    ),
    "Co-signed are the first {size} of {log_size} entries.": (
        "Журналдың алғашқы жазбаларына қол қойылған, саны: {size}; барлығы: {log_size}."
    ),
    (
        "Co-signed are only the first {size} of {log_size} entries, and not entry {index} ({kind}) of session {session}: of "
        "that no witness knows, and whoever holds the key could still tell it otherwise."
    ): (
        "Журналдың тек алғашқы жазбаларына қол қойылған, саны: {size}, барлығы: {log_size}; {session} рәсімінің № {index} "
        "жазбасына ({kind}) қол қойылмаған: ол туралы бірде-бір сыртқы куә білмейді, кілт иесі оны әлі басқаша айта алар еді."
    ),
}
