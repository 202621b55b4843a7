"""Kazakh: what is said of the furnace's heat."""

SENTENCES = {
    "The heat of {count} batches is what the furnace's recorded line gives: {told}.": (
        "Қызу пеш желісінің жазбасына сәйкес; пеш жүктемелерінің саны: {count}. {told}."
    ),
    "batch {batch} burned for {above} s at {threshold} °C or more, as far as it was seen": (
        "{batch} пеш жүктемесі көрінген бөлігінде {threshold} °C және одан жоғары температурада {above} с жанған"
    ),
    "batch {batch} burned for {above} s at {threshold} °C or more, at most at {highest} °C": (
        "{batch} пеш жүктемесі {threshold} °C және одан жоғары температурада {above} с жанған, ең көбі {highest} °C"
    ),
    "How hot it burned is not in the record, for nobody read the furnace: {batches}.": (
        "Қандай температурада жанғаны жазбада жоқ: пештің температурасын ешкім оқымаған. {batches}."
    ),
    "batch {batch}": ("{batch} пеш жүктемесі"),
    "Batch {batch} states how hot it burned, but nothing read the furnace.": (
        "{batch} пеш жүктемесі: қандай температурада жанғаны көрсетілген, бірақ пешті ештеңе оқымаған."
    ),
    "Batch {batch}: its heat was reckoned until {late} s before its end, not just before it.": (
        "{batch} пеш жүктемесі: қызу аяқталудан тікелей бұрынғы сәтке дейін емес, {late} с бұрынғы сәтке "
        "дейін есептелген."
    ),
    "The heat of batch {batch} cannot be reckoned: {files} is missing.": (
        "{batch} пеш жүктемесінің қызуын есептеу мүмкін емес: {files} файлы жоқ."
    ),
    "The heat of batch {batch} cannot be reckoned: {error}": (
        "{batch} пеш жүктемесінің қызуын есептеу мүмкін емес: {error}"
    ),
    (
        "Batch {batch}: whether the board signed what it told of the furnace is not checked here, for that "
        "needs its key."
    ): (
        "{batch} пеш жүктемесі: плата пеш туралы айтқанына қол қойды ма, бұл жерде тексерілмеген: ол үшін "
        "оның кілті керек."
    ),
    (
        "Batch {batch}: {differing}, by all lines of the board. The station refused some lines, and which "
        "only the board's key tells: the heat rests on the station's word."
    ): (
        "{batch} пеш жүктемесі: платаның барлық жолдары бойынша {differing}. Станция кейбір жолдарды "
        "қабылдамаған, қайсысын екенін тек плата кілті көрсетеді: қызу станцияның сөзінен ғана белгілі."
    ),
    "Batch {batch} did not burn as its entry states: {differing}, by the furnace's recorded line.": (
        "{batch} пеш жүктемесі жазбасында көрсетілгендей жанбаған: пеш желісінің жазбасы бойынша {differing}."
    ),
    ("Batch {batch} was never seen to burn at {threshold} °C or more; the highest that was read: {highest}."): (
        "{batch} пеш жүктемесі: {threshold} °C және одан жоғары температурада жанғаны бірде-бір рет "
        "көрінбеген; оқылған ең жоғарысы: {highest}."
    ),
    "{degrees} °C": ("{degrees} °C"),
    "Batch {batch}: for {unseen} s of its fire nobody read the temperature.": (
        "{batch} пеш жүктемесі: жанудың {unseen} с бойы температураны ешкім оқымаған."
    ),
    (
        "Batch {batch}: while it burned, no temperature was told in {breaks} spells, and the door was opened "
        "{doors} times."
    ): (
        "{batch} пеш жүктемесі: жанып тұрғанда температура айтылмаған аралық саны: {breaks}; есіктің ашылу "
        "саны: {doors}."
    ),
    "{file}: {sent} went to the furnace's controller, which is no question for its registers.": (
        "{file} файлы: пеш реттегішіне {sent} жіберілген, ал бұл оның регистрлерін сұрау емес."
    ),
    "The furnace's controller did not answer: {told}.": ("Пеш реттегіші жауап бермеген: {told}."),
}
