"""Kazakh: what is said of the files of a bag."""

SENTENCES = {
    "{path} is no plain file with a plain name, but a link, an empty folder or worse.": (
        "{path} — аты әдеттегі кәдімгі файл емес, сілтеме, бос қалта немесе басқа нәрсе."
    ),
    "All {count} files are those that the manifest lists.": "Барлық файл тізімдемеге сай; саны: {count}.",
    "The bag's own files are those that their manifest lists.": ("Пакеттің қызметтік файлдары өз тізімдемесіне сай."),
    "The bag holds what the record calls for, and nothing else.": (
        "Пакетте жазба талап ететіннің бәрі бар, артық ештеңе жоқ."
    ),
    "README.txt, bagit.txt and bag-info.txt say what the record says.": (
        "README.txt, bagit.txt және bag-info.txt жазба айтқанды айтады."
    ),
    "{manifest} is not written as a manifest of this kind is.": (
        "{manifest} осы түрдегі тізімдеме жазылатындай жазылмаған."
    ),
    "{file} has no place in this bag; the record does not call for it.": (
        "{file} файлының бұл пакетте орны жоқ: жазба оны талап етпейді."
    ),
    "{file} is missing; {manifest} lists it.": "{file} файлы жоқ, ал {manifest} оны атайды.",
    "{file} does not say what follows from the record and the files of this bag.": (
        "{file} жазба мен осы пакеттің файлдарынан шығатын нәрсені айтпайды."
    ),
    "{file} was added; {manifest} does not list it.": "{file} файлы қосылған: {manifest} оны атамайды.",
    "{file} is missing; the record calls for it.": "{file} файлы жоқ, ал жазба оны талап етеді.",
    "{file} was changed: its SHA-256 is {found}, {manifest} says {listed}.": (
        "{file} файлы өзгертілген: оның SHA-256 мәні — {found}, ал {manifest} ішінде {listed} көрсетілген."
    ),
    "The bag's texts cannot be written again from the record: {error}": (
        "Пакет мәтіндерін жазба бойынша қайта құру мүмкін емес; {error}"
    ),
    "not to be had": "алынбады",
    "Every withheld value is opened, and is the one that was committed to.": (
        "Әр жасырылған мән ашылған және ол хэші жазбада тұрған мәннің өзі."
    ),
    "{file} does not open the commitments of the entries, one line each and in their order.": (
        "{file} хэштері жазбаларда тұрған мәндерді (әр жолда біреуі, сол ретпен) ашпайды."
    ),
    "{file}, line {line} is not canonical.": "{file}, {line}-жол белгіленген түрде жазылмаған.",
    "{file}, line {line}: {error}": "{file}, {line}-жол: тексеруден өтпеді; {error}",
    "The folder holds a published log, and nothing else.": "Қалтада тек жарияланған журнал бар.",
    (
        "{file} has no place in a published log, and nothing in it was checked. If it belongs to a bag, ask for the whole bag."
    ): (
        "{file} жарияланған журналда болмауға тиіс, ол тексерілген жоқ. Егер ол пакеттен болса, бүкіл пакетті сұраңыз."
    ),
}
