"""Russian: what is said of the people in the room and the quorum."""

SENTENCES = {
    "No one in the room co-signed this record.": "Никто из присутствовавших не подписал эту запись своим ключом.",
    "{person} ({role})": "{person} ({role})",
    "Everyone who co-signed did so with the key that was presented: {who}.": (
        "Каждый, кто подписал запись, сделал это тем ключом, который предъявил: {who}."
    ),
    ("SEALED WITHOUT QUORUM: nobody co-signed the closed session as {missing}. The reason given: {reason}."): (
        "Запись запечатана БЕЗ КВОРУМА. Закрытую процедуру никто не подписал в роли: {missing}. Указанная"
        " причина: «{reason}»."
    ),
    "{where}: by the clock of {person} it was {theirs}, by the station's {ours}.": (
        "{where}: по часам участника {person} было {theirs}, по часам станции — {ours}."
    ),
    "{person} ({role}) co-signed the seal after it was made.": (
        "{person} ({role}) подписал(а) печать после того, как она была поставлена."
    ),
    "{person} ({role}) signed with a remark: {remark}": "{person} ({role}) подписал(а) с замечанием: «{remark}»",
    "{file}, line {line}": "{file}, строка {line}",
    "The quorum co-signed the closed session.": ("Закрытую процедуру подписали все, чьих подписей требовал кворум."),
    (
        "{where}: {person} co-signed {size} entries of this log with another root. The history that this "
        "person saw is not the one in this record."
    ): (
        "{where}: {person} подписал(а) журнал с числом записей {size}, но с другим корнем. История, "
        "которую видел этот человек, — не та, что в этой записи."
    ),
    "This session was opened without asking for a quorum: nobody had to co-sign it.": (
        "Процедура открыта без требования кворума: подписывать её никто не был обязан."
    ),
    "entry {index}": "запись № {index}",
    (
        "{person} ({role}) presented the key {name}, SHA-256 {fingerprint}. Whether it is this person's own, only he or she "
        "can say: ask."
    ): (
        "{person} ({role}) предъявил(а) ключ {name}, SHA-256 {fingerprint}. Свой ли это ключ, может сказать только сам этот "
        "человек: спросите его."
    ),
    "The key that {person} is said to have presented is the log's own.": (
        "Ключ, который якобы предъявил(а) {person}, — собственный ключ журнала."
    ),
}
