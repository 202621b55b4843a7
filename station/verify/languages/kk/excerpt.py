"""Kazakh: what is said of excerpts and single entries."""

SENTENCES = {
    "The folder holds the files of an excerpt, and no other.": (
        "Қалтада үзіндінің барлық файлы бар, артық ештеңе жоқ."
    ),
    "{file} is exactly {count} of the {total} sealed fragments, each at its place, and nothing else.": (
        "{file} — мөрленген фрагменттердің (барлығы {total}) дәл {count} данасы, әрқайсысы өз орнында, "
        "басқа ештеңе жоқ."
    ),
    "{file} holds something that is no fragment of a recording. {trouble}": (
        "{file} ішінде жазба фрагменті емес нәрсе бар; {trouble}"
    ),
    (
        "{file} holds {found} fragments with {found_frames} frames; {excerpt} claims {claimed} fragments "
        "with {claimed_frames} frames, or of other lengths."
    ): (
        "{file} ішінде фрагмент {found}, кадр {found_frames}; {excerpt} ішінде фрагмент {claimed}, кадр "
        "{claimed_frames} мәлімделген, немесе олардың ұзындығы басқа."
    ),
    "{file} is not what the record gives: someone changed what it says.": (
        "{file} жазбаға сай емес: біреу оның мәтінін өзгерткен."
    ),
    "{file} is what the record gives.": "{file} жазбаға сай.",
    "The excerpt cannot be read, so nothing of it was checked. {error}": (
        "Үзіндіні оқу мүмкін емес, сондықтан онда ештеңе тексерілген жоқ; {error}"
    ),
    (
        "What {file} shows was not sealed so: at least one fragment was altered, moved or is of another "
        "recording, or the hashes in {excerpt} were changed. {error}"
    ): (
        "{file} көрсететін нәрсе бұлай мөрленбеген: кемінде бір фрагмент өзгертілген, орны ауыстырылған "
        "немесе басқа жазбадан алынған, не {excerpt} ішіндегі хэштер өзгертілген; {error}"
    ),
    "{file} is missing.": "{file} файлы жоқ.",
    "{file} has no place in this excerpt.": "{file} файлының бұл үзіндіде орны жоқ.",
    "{file} does not begin with the recording's own head, fragment 0.": (
        "{file} жазбаның өз басынан, 0-фрагменттен басталмайды."
    ),
    ("All {count} entries that the excerpt rests on stand in the log of {name}; the seal is entry {index}."): (
        "Үзінді негізделген барлық жазба {name} станциясының журналында тұр (саны: {count}); мөр — № {index} жазба."
    ),
    ("{recording} was sealed in session {session} with {fragments} fragments, {frames} frames and {bytes} bytes."): (
        "{recording} файлы {session} рәсімінде мөрленген: фрагмент {fragments}, кадр {frames}, байт {bytes}."
    ),
    "{file} does not seal {recording}.": "{file} {recording} файлын мөрлемейді.",
    "{file} is not of the session that the seal seals.": "{file} мөр мөрлейтін рәсімге жатпайды.",
    "{file} is about {found}, but the excerpt claims to be of {claimed}.": (
        "{file} {found} туралы айтады, ал үзінді өзін {claimed} бөлігі дейді."
    ),
    "{excerpt} states other totals or another root than {file}.": (
        "{excerpt} ішінде {file} файлындағыдан басқа қорытынды сандар немесе басқа түбір көрсетілген."
    ),
    "{file} does not lead from {entry} to a checkpoint that the log signed: {error}": (
        "{file} {entry} файлынан журнал кілтімен қол қойылған бақылау нүктесіне апармайды; {error}"
    ),
    "{file}: not every key in {keys} signed its checkpoint.": (
        "{file}: бақылау нүктесіне {keys} ішіндегі кілттердің бәрімен қол қойылмаған."
    ),
    "{file} leads to another checkpoint than the seal's.": "{file} мөрдегіден басқа бақылау нүктесіне апарады.",
    "It is an entry of the kind {kind}, made at {utc} by the station's clock.": (
        "Бұл — станция сағаты бойынша {utc} жасалған «{kind}» түріндегі жазба."
    ),
    "It stands in the log as entry {index}.": "Журналда ол № {index} болып тұр.",
    "The entry or its proof cannot be read, so nothing was checked. {error}": (
        "Жазбаны немесе оның дәлелдемесін оқу мүмкін емес, сондықтан ештеңе тексерілген жоқ; {error}"
    ),
    "This entry does not stand in the log of {origin}: {error}": (
        "Бұл жазба {origin} станциясының журналында жоқ; {error}"
    ),
    "The proof carries extra data, which nothing vouches for.": (
        "Дәлелдемеге ештеңе растамайтын артық деректер қосылған."
    ),
    "{frames} of the {total} frames of {recording} ({device}) are shown, {seconds} s.": (
        "Көрсетілген кадр: {total} ішінен {frames}, {recording} файлы ({device}), {seconds} с."
    ),
    (
        "WITHHELD within what is shown: {seconds} s in {count} place(s). What they hold is sealed and "
        "cannot be changed afterwards; what they show, this excerpt does not tell."
    ): (
        "Көрсетілгеннің ішінде ЖАСЫРЫЛҒАН: {seconds} с, орын саны: {count}. Жасырылғаны мөрленген, оны "
        "кейін өзгертуге болмайды; онда не бар екенін бұл үзінді айтпайды."
    ),
    "Nothing is withheld between the first and the last fragment that are shown.": (
        "Бірінші және соңғы көрсетілген фрагмент арасында ештеңе жасырылмаған."
    ),
    "Withheld: {length_s} s, from {from_utc} to {to_utc} ({from_s} s to {to_s} s).": (
        "Жасырылған: {length_s} с, {from_utc} – {to_utc} ({from_s} с – {to_s} с)."
    ),
    "Shown: {from_utc} to {to_utc}, which is {from_s} s to {to_s} s of the recording.": (
        "Көрсетілген: {from_utc} – {to_utc}, яғни жазбаның {from_s} с – {to_s} с аралығы."
    ),
    "Not part of the excerpt: {length_s} s, from {from_utc} to {to_utc} ({from_s} s to {to_s} s).": (
        "Үзіндіге кірмейді: {length_s} с, {from_utc} – {to_utc} ({from_s} с – {to_s} с)."
    ),
    (
        "Compare the key with the one published by {name}, or with the one that a witness noted. Until "
        "then, this only agrees with itself: {key}"
    ): (
        "Кілтті {name} станциясы жариялаған немесе куә жазып алған кілтпен салыстырыңыз. Оған дейін тек "
        "ішкі сәйкестік тексерілді: {key}"
    ),
    "The witnesses that your policy asks for co-signed the checkpoint.": (
        "Сенім шарттарыңыз талап ететін сыртқы куәлар бақылау нүктесіне қол қойған."
    ),
    "The checkpoint is signed with the key that you gave.": ("Бақылау нүктесіне сіз көрсеткен кілтпен қол қойылған."),
    "No key was given, so nobody's signature was checked. Give the station's published key.": (
        "Кілт көрсетілмеген, сондықтан ешкімнің қолтаңбасы тексерілген жоқ. Станцияның жарияланған кілтін көрсетіңіз."
    ),
    (
        "It is of the log {origin}; you gave no Ed25519 key of that log. Another station made it, or "
        "someone pretending to be one."
    ): (
        "Бұл — {origin} журналы; сіз бұл журналдың Ed25519 кілтін көрсетпедіңіз. Мұны басқа станция "
        "немесе соның атын жамылған біреу жасаған."
    ),
    "None of the {kind} keys of {origin} that you gave signed it.": (
        "Сіз көрсеткен {origin} станциясының {kind} кілттерінің ешқайсысымен бұған қол қойылмаған."
    ),
    "The cosignature of {witness} was not checked: no policy with its key was given.": (
        "{witness} сыртқы куәнің қолтаңбасы тексерілген жоқ: оның кілті бар сенім шарттары берілмеген."
    ),
    "{witness} co-signed the checkpoint at {at}.": ("{witness} сыртқы куә бақылау нүктесіне {at} сәтінде қол қойған."),
    "Your policy is not satisfied: {lacking}": "Сенім шарттарыңыз орындалмаған; {lacking}",
    "The key that came with it is not one that you trust: {key}": (
        "Қоса берілген кілт сіз сенетін кілттерден емес: {key}"
    ),
    "{witness}: {error}": "{witness}: тексеруден өтпеді; {error}",
}
