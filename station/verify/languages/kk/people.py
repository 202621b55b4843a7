"""Kazakh: what is said of the people in the room and the quorum."""

SENTENCES = {
    "No one in the room co-signed this record.": ("Қатысушылардың ешқайсысы бұл жазбаға өз кілтімен қол қойған жоқ."),
    "{person} ({role})": "{person} ({role})",
    "Everyone who co-signed did so with the key that was presented: {who}.": (
        "Жазбаға қол қойғандардың бәрі өздері ұсынған кілтпен қол қойған: {who}."
    ),
    ("SEALED WITHOUT QUORUM: nobody co-signed the closed session as {missing}. The reason given: {reason}."): (
        "Жазба КВОРУМСЫЗ мөрленген. Жабылған рәсімге мына рөлде ешкім қол қоймаған: {missing}. "
        "Көрсетілген себеп: «{reason}»."
    ),
    "{where}: by the clock of {person} it was {theirs}, by the station's {ours}.": (
        "{where}: {person} қатысушының сағаты бойынша {theirs}, станция сағаты бойынша {ours} болған."
    ),
    "{person} ({role}) co-signed the seal after it was made.": (
        "{person} ({role}) мөрге ол басылғаннан кейін қол қойды."
    ),
    "{person} ({role}) signed with a remark: {remark}": "{person} ({role}) ескертпемен қол қойды: «{remark}»",
    "{file}, line {line}": "{file}, {line}-жол",
    "The quorum co-signed the closed session.": "Жабылған рәсімге кворум талап еткендердің бәрі қол қойған.",
    (
        "{where}: {person} co-signed {size} entries of this log with another root. The history that this "
        "person saw is not the one in this record."
    ): (
        "{where}: {person} жазба саны {size} журналға қол қойған, бірақ түбірі басқа. Бұл адам көрген "
        "тарих осы жазбадағы тарих емес."
    ),
    "This session was opened without asking for a quorum: nobody had to co-sign it.": (
        "Рәсім кворум талап етілмей ашылған: оған ешкім қол қоюға міндетті болған жоқ."
    ),
    "entry {index}": "№ {index} жазба",
    (
        "{person} ({role}) presented the key {name}, SHA-256 {fingerprint}. Whether it is this person's own, only he or she "
        "can say: ask."
    ): (
        "{person} ({role}) {name} кілтін ұсынды, SHA-256 {fingerprint}. Бұл кілт өзінікі ме, оны тек сол адамның өзі айта "
        "алады: одан сұраңыз."
    ),
    "The key that {person} is said to have presented is the log's own.": "{person} ұсынды делінген кілт — журналдың өз кілті.",
}
