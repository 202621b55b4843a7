"""Russian: what is said of the log, the seal and the verdict on the whole."""

SENTENCES = {
    "The seal is entry {index} of the signed log.": "Печать — запись № {index} подписанного журнала.",
    "The entries before the session and those in the bag give exactly the log that was signed.": (
        "Записи до процедуры и записи этого пакета вместе дают в точности тот журнал, который был подписан."
    ),
    "The seal covers exactly the entries {first} to {last}; none was changed.": (
        "Печать охватывает в точности записи № {first}–{last}; ни одна не изменена."
    ),
    "The bag's key is the key that you gave: {key}.": "Ключ в пакете — тот самый, который вы указали: {key}.",
    "The checkpoint is signed by {name} with {count} key(s).": (
        "Контрольная точка журнала подписана станцией {name}; использовано ключей: {count}."
    ),
    (
        "Compare the key in the bag with the one published by {name}, or with the one that a witness "
        "noted. Until then, this bag only agrees with itself: {key}"
    ): (
        "Сравните ключ из пакета с тем, который опубликовала станция {name}, или с тем, который записал "
        "свидетель. До этого проверено только, что пакет не противоречит сам себе: {key}"
    ),
    (
        "The checkpoint is for {size} entries with the root {root}; the bag gives {count} entries with "
        "the root {found}. Entries were added, removed or changed, or {before} is not the log before the "
        "session."
    ): (
        "Контрольная точка относится к журналу с числом записей {size} и корнем {root}; пакет даёт число "
        "записей {count} и корень {found}. Записи добавлены, удалены или изменены, либо {before} не "
        "описывает журнал до процедуры."
    ),
    "{file} is for entry {found}, the seal says that it is entry {index}.": (
        "{file} относится к записи № {found}, а печать называет себя записью № {index}."
    ),
    "{file} holds more than the proof, or another checkpoint than {checkpoint}.": (
        "В {file} кроме доказательства есть лишнее, или контрольная точка в нём не та, что в {checkpoint}."
    ),
    (
        "{file} has {count} entries, so it begins with entry {found}; the seal begins with entry {first}."
        " Entries were removed or added."
    ): (
        "В {file} число записей {count}, значит, первая — № {found}; печать же начинается с записи № "
        "{first}. Записи удалены или добавлены."
    ),
    (
        "The entries in {file} are not those that were sealed: their root is {found}, the seal's is "
        "{sealed}. At least one entry was changed, moved, removed or added."
    ): (
        "Записи в {file} — не те, которые были запечатаны: их корень {found}, а в печати {sealed}. Хотя "
        "бы одна запись изменена, перемещена, удалена или добавлена."
    ),
    "{proof} does not lead from the last line of {entries} to the checkpoint: {error}": (
        "{proof} не ведёт от последней строки {entries} к контрольной точке журнала; {error}"
    ),
    (
        "{file} holds {found}, but you trust {trusted}. Another station, or someone pretending to be it, "
        "signed this bag, or one of its two keys was left out."
    ): (
        "В {file} ключ {found}, а вы доверяете ключу {trusted}. Этот пакет подписала другая станция или "
        "тот, кто выдаёт себя за неё, либо один из двух ключей опущен."
    ),
    "{file} holds {found}, but the last change of the key in this bag hands the log on to {expected}.": (
        "В {file} ключ {found}, а последняя смена ключа в этом пакете передаёт журнал ключу {expected}."
    ),
    "The bag's key is the last of the log's keys at its seal: {key}.": (
        "Ключ в пакете — последний из ключей журнала на момент печати: {key}."
    ),
    "{file}: {error}": "{file}: проверка не пройдена; {error}",
    "{where}: {error}": "{where}: проверка не пройдена; {error}",
    "{error}": "Проверка не пройдена; {error}",
    "The entries cannot be read, so nothing that rests on them was checked. {error}": (
        "Записи прочитать нельзя, поэтому всё, что на них опирается, не проверялось; {error}"
    ),
    "All {size} entries have the form of docs/format.md.": (
        "Все записи журнала составлены по форме docs/format.md; число записей: {size}."
    ),
    "The record is whole.": "Запись цела.",
    "; nor as ": "; и никто в роли: ",
    " or ": " или ",
    " and ": " и ",
    "and {count} more": "и ещё {count}",
    "and {count} more of this sort.": "и ещё таких же: {count}.",
    "1 thing is wrong; see the lines that begin with FAIL.": (
        "Обнаружено несоответствие; смотрите строку, которая начинается со слова НЕВЕРНО."
    ),
    "{count} things are wrong; see the lines that begin with FAIL.": (
        "Обнаружены несоответствия, их число: {count}; смотрите строки, которые начинаются со слова НЕВЕРНО."
    ),
    "It was sealed WITHOUT QUORUM: nobody co-signed as {missing}.": (
        "Она запечатана БЕЗ КВОРУМА. Никто не подписал её в роли: {missing}."
    ),
    "The record agrees with itself.": "Запись согласуется сама с собой.",
    "The log is whole.": "Журнал цел.",
    "The log agrees with itself.": "Журнал согласуется сам с собой.",
    "What this excerpt shows is as it was sealed; it says nothing of the rest.": (
        "То, что показано в этой выписке, — такое, каким было запечатано; об остальном она ничего не говорит."
    ),
    "What this excerpt shows agrees with itself.": "То, что показано в этой выписке, согласуется само с собой.",
    "The entry stands in the log.": "Эта запись стоит в журнале.",
    "The entry and its proof agree.": "Запись и её доказательство согласуются.",
    "Whose key signed it is not checked: compare it with the published one.": (
        "Чей это ключ, не проверено: сравните его с опубликованным."
    ),
    "Witnesses co-signed {size} entries; the log shows {log_size}. The rest is hidden.": (
        "Внешние свидетели подписали журнал с числом записей {size}, а показано записей: {log_size}. Остальное скрыто."
    ),
    "TWO HISTORIES: the witnesses co-signed {size} entries with another root.": (
        "ДВЕ ИСТОРИИ: внешние свидетели подписали журнал с числом записей {size}, но с другим корнем."
    ),
    "Co-signed are the first {size} of {log_size} entries.": (
        "Подписаны первые записи журнала, их число: {size}; всего записей: {log_size}."
    ),
    (
        "Co-signed are only the first {size} of {log_size} entries, and not entry {index} ({kind}) of session {session}: of "
        "that no witness knows, and whoever holds the key could still tell it otherwise."
    ): (
        "Подписаны лишь первые записи журнала, их число: {size} из {log_size}, а запись № {index} ({kind}) процедуры {session} — "
        "нет: о ней не знает ни один внешний свидетель, и владелец ключа ещё мог бы изложить её иначе."
    ),
}
