"""Russian: what is said of witnesses, time stamps and kept checkpoints."""

SENTENCES = {
    "The witnesses that your policy asks for co-signed the seal.": (
        "Внешние свидетели, которых требуют ваши условия доверия, подписали печать."
    ),
    "The times in the record agree with the time-stamp tokens in the bag.": (
        "Время в записи согласуется с метками времени в пакете."
    ),
    "{authority} saw the first {size} entries at {at}.": (
        "Служба меток времени «{authority}» видела первые записи журнала (их число: {size}) в {at}."
    ),
    "All {count} checkpoints that others vouch for are of this history.": (
        "Все контрольные точки, подтверждённые посторонними, относятся к этой же истории; их число: {count}."
    ),
    "No policy of witnesses was given, so none was asked for.": (
        "Условия доверия не заданы, поэтому подписи внешних свидетелей не требовались."
    ),
    "No time authority's token is in the bag: the times are the station's own.": (
        "В пакете нет ни одной метки времени от внешней службы: время указано по часам самой станции."
    ),
    "{count} cosignature(s) of {name} were not checked: your policy has no such key.": (
        "Подписи внешнего свидетеля {name} не проверены (их число: {count}): в ваших условиях доверия нет такого ключа."
    ),
    (
        "{authority} saw the first {size} entries at {at}, if the certificate with the SHA-256 "
        "{certificate} is its own."
    ): (
        "Служба меток времени «{authority}» видела первые записи журнала (их число: {size}) в {at}, если "
        "сертификат с SHA-256 {certificate} действительно её."
    ),
    (
        "{file}: the entry {index} says that it was made {ahead} s after the authority had already seen "
        "it. The station's clock was wrong, or was moved."
    ): (
        "{file}: запись № {index} утверждает, что сделана на {ahead} с позже, чем служба меток времени "
        "уже видела её. Часы станции шли неверно или были переведены."
    ),
    (
        "TWO HISTORIES: others vouch for {size} entries of this log with the root {root}; the entries in "
        "this bag give {found}. The record was changed after they saw it."
    ): (
        "ДВЕ ИСТОРИИ: посторонние подтверждают журнал с числом записей {size} и корнем {root}; записи "
        "этого пакета дают {found}. Запись изменена после того, как они её видели."
    ),
    "{file}: the authority saw entry {index} only {late} s after the time that the entry states.": (
        "{file}: служба меток времени увидела запись № {index} лишь через {late} с после времени, которое"
        " в ней указано."
    ),
    "Your policy is not satisfied for the seal: {lacking}": ("Для печати ваши условия доверия не выполнены; {lacking}"),
    "{name} co-signed {size} entries at {at}.": (
        "Внешний свидетель {name} подписал журнал с числом записей {size} в {at}."
    ),
    "No token stamps entry {index} ({kind}).": "Ни одна метка времени не покрывает запись № {index} ({kind}).",
    "The record is of the same history as the checkpoints that you kept.": (
        "Запись принадлежит той же истории, что и сохранённые вами контрольные точки."
    ),
    ("{name} is for {size} entries; this bag can tell only of {first} to {last}. Hold it against the published log."): (
        "{name} относится к журналу с числом записей {size}; по этому пакету можно судить лишь о числах "
        "от {first} до {last}. Сравните её с опубликованным журналом."
    ),
    (
        "TWO HISTORIES: {name}, signed by the same key, gives {size} entries the root {root}; this record"
        " gives them {found}. One of the two was made to deceive, and whoever holds the key made both."
    ): (
        "ДВЕ ИСТОРИИ: {name}, подписанная тем же ключом, даёт для числа записей {size} корень {root}, а "
        "эта запись — {found}. Одна из двух создана для обмана, и обе создал владелец ключа."
    ),
    "{name} is no checkpoint by the key of this record: {error}": (
        "{name} — не контрольная точка, подписанная ключом этой записи; {error}"
    ),
    "No token of an authority that you gave stamps the seal.": (
        "Ни одна из указанных вами служб меток времени не поставила метку на печать."
    ),
    (
        "TWO HISTORIES: {name} is signed by a key of this log, for more entries than that key had when, as this record says, "
        "it was given up. The record hides what followed, or someone else went on with the key."
    ): (
        "ДВЕ ИСТОРИИ: {name} подписана ключом этого журнала, но записей в ней больше, чем было, когда этот ключ, по словам "
        "этой записи, был сменён. Либо запись скрывает продолжение, либо ключом воспользовался кто-то другой."
    ),
    (
        "{file}: the entry {index} says that it was made {ahead} s after the witness had already co-signed it. The station's "
        "clock was wrong, or was moved."
    ): (
        "{file}: запись № {index} утверждает, что сделана на {ahead} с позже, чем внешний свидетель уже подписал её. Часы "
        "станции шли неверно или были переведены."
    ),
    "{file}: the witness co-signed entry {index} only {late} s after the time that the entry states.": (
        "{file}: внешний свидетель подписал запись № {index} лишь через {late} с после времени, которое в ней указано."
    ),
    (
        "{file}: by a cosignature that was not checked, entry {index} was there {ahead} s before the time that it states. Check "
        "it with the witness's own key."
    ): (
        "{file}: по подписи, которая не проверена, запись № {index} существовала на {ahead} с раньше времени, которое в ней "
        "указано. Проверьте подпись ключом самого внешнего свидетеля."
    ),
    "It is of the same history as a checkpoint that you kept.": (
        "Она принадлежит той же истории, что и сохранённая вами контрольная точка."
    ),
    "{name} is no checkpoint of the log that this came from: {error}": (
        "{name} — не контрольная точка журнала, из которого это взято; {error}"
    ),
    (
        "{name} is for {size} entries and was not compared: this can tell only of {shown}. Hold it against the published log."
    ): (
        "{name} относится к журналу с числом записей {size} и ни с чем не сравнивалась: здесь можно судить лишь о числе {shown}. "
        "Сравните её с опубликованным журналом."
    ),
    (
        "TWO HISTORIES: {name} gives {size} entries of this log the root {root}; the checkpoint that came with this gives them "
        "{found}. One of the two was made to deceive."
    ): (
        "ДВЕ ИСТОРИИ: {name} даёт для числа записей {size} этого журнала корень {root}, а приложенная контрольная точка — "
        "{found}. Одна из двух создана для обмана."
    ),
    "The certificates of time authorities were not used: only a bag holds time-stamp tokens.": (
        "Сертификаты служб меток времени не понадобились: метки времени есть только в пакете."
    ),
}
