"""Russian: what is said of the log's keys and their changes."""

SENTENCES = {
    "A change of the key cannot be read: {error}": "Запись о смене ключа прочитать нельзя; {error}",
    (
        "The change of the key at entry {entry} does not go on from the key in force, {expected}: it "
        "hands over from {old} to {new}. A key that was succeeded hands nothing over, none comes back, "
        "and all bear one name."
    ): (
        "Смена ключа в записи № {entry} не продолжает действующий ключ {expected}: она передаёт журнал от"
        " {old} к {new}. Заменённый ключ ничего не передаёт, ни один не возвращается, и у всех одно имя."
    ),
    (
        "The change of the key at entry {entry} is not signed by the key before it, {old}: {error} Do not"
        " trust what follows it."
    ): (
        "Смена ключа в записи № {entry} не подписана прежним ключом {old}. Не доверяйте тому, что следует"
        " за ней; {error}"
    ),
    "The record tells of no change of the key, so give one Ed25519 key, with its ML-DSA-44 key.": (
        "О смене ключа в записи ничего нет, поэтому укажите один ключ Ed25519 и его ключ ML-DSA-44."
    ),
    (
        "The log's key was changed at the entries {entries}, each time signed by the key before. Since "
        "then it is {key}."
    ): ("Ключ журнала сменён в записях № {entries}, каждый раз за подписью прежнего ключа. С тех пор это {key}."),
    (
        "The key that you trust is none of this log's: its keys were {keys}. Another station, or someone "
        "pretending to be it, signed this record."
    ): (
        "Ключ, которому вы доверяете, не из ключей этого журнала, а они таковы: {keys}. Эту запись "
        "подписала другая станция или тот, кто выдаёт себя за неё."
    ),
    (
        "The change of the key at entry {entry} is proved by a checkpoint of {size} entries. The key "
        "before it signs none that goes on after the change."
    ): (
        "Смена ключа в записи № {entry} доказывается контрольной точкой с числом записей {size}. Прежний "
        "ключ не подписывает ничего, что продолжается после смены."
    ),
    ("The change of the key at entry {entry} is not signed by each key in force before it, or by others too."): (
        "Смена ключа в записи № {entry} подписана не каждым действовавшим до неё ключом или не только ими."
    ),
    "The change of the key at entry {entry}: {error}": (
        "Смена ключа в записи № {entry}: проверка не пройдена; {error}"
    ),
    "The log's key is the key that you gave, or follows from it: {key}.": (
        "Ключ журнала — тот, который вы указали, или его преемник: {key}."
    ),
    "With entry {index} the key {new} followed {old}. The reason given: {reason}.": (
        "С записью № {index} ключ {new} сменил ключ {old}. Указанная причина: «{reason}»."
    ),
    (
        "Compare the log's key with the one that {name} published, or with the one that a witness noted. "
        "Until then, this log only agrees with itself: {key}"
    ): (
        "Сравните ключ журнала с тем, который опубликовала станция {name}, или с тем, который записал "
        "свидетель. До этого проверено только, что журнал не противоречит сам себе: {key}"
    ),
    (
        "The log is signed with {found}, but you trust {trusted}. Another station, or someone pretending "
        "to be it, signed this log, or one of its two keys was left out."
    ): (
        "Журнал подписан ключом {found}, а вы доверяете ключу {trusted}. Этот журнал подписала другая "
        "станция или тот, кто выдаёт себя за неё, либо один из двух ключей опущен."
    ),
    "The last checkpoint that {old} signed is not of this log's history.": (
        "Последняя контрольная точка, подписанная ключом {old}, не из истории этого журнала."
    ),
    "From entry {index} on, checkpoints bear a post-quantum signature too.": (
        "Начиная с записи № {index}, контрольные точки подписаны и постквантовым ключом."
    ),
    "From entry {index} on, checkpoints bear no post-quantum signature.": (
        "Начиная с записи № {index}, контрольные точки не подписаны постквантовым ключом."
    ),
    (
        "From entry {index} on, checkpoints bear no signature by {key}, which you gave: whoever has the other key alone could "
        "have signed what follows. Only a change of the key, signed by both, may leave one out."
    ): (
        "Начиная с записи № {index}, под контрольными точками нет подписи ключа {key}, который вы указали: всё дальнейшее мог "
        "подписать тот, у кого есть лишь другой ключ. Отказаться от одного из ключей можно только сменой ключа за подписью обоих."
    ),
    "No entry names the log's key yet.": "Ни одна запись ещё не называет ключа журнала.",
    "The log's keys follow each other as they should.": "Ключи журнала сменяют друг друга по правилам.",
    (
        "Entry {index} says that another key follows {old}, but the old key's own checkpoint of {size} "
        "entries is not shown, and without it anyone could say so: {error}"
    ): (
        "Запись № {index} говорит, что ключ {old} сменён другим, но собственной контрольной точки старого"
        " ключа с числом записей {size} нет, а без неё это мог бы утверждать кто угодно; {error}"
    ),
    "Entry {index}: {error}": "Запись № {index}: проверка не пройдена; {error}",
    "No entry names the station's key, so nothing says who may sign this log.": (
        "Ни одна запись не называет ключа станции, и неизвестно, кто вправе подписывать этот журнал."
    ),
}
