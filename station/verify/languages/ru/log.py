"""Russian: what is said of a whole published log."""

SENTENCES = {
    ("Entry {index} is not the one whose hash stands in the tree: either the entry was changed, or the tree's tile."): (
        "Запись № {index} — не та, хеш которой стоит в дереве: изменена или запись, или лист дерева."
    ),
    "The entries {first} to {last} cannot be read: {error}": "Записи № {first}–{last} прочитать нельзя; {error}",
    "A tile of the tree cannot be read: {error}": "Лист дерева прочитать нельзя; {error}",
    "Entry {index} is none: {error}": "Запись № {index} не является записью по форме; {error}",
    "The checkpoint of {size} entries is signed by {name}.": (
        "Контрольная точка журнала с числом записей {size} подписана станцией {name}."
    ),
    "The {size} entries give exactly the root that was signed.": (
        "Записи журнала (их число: {size}) дают в точности тот корень, который подписан."
    ),
    "All {count} sessions kept the rules, one after the other.": (
        "Во всех процедурах соблюдены правила, процедуры шли одна за другой; их число: {count}."
    ),
    "Every seal seals exactly the entries and recordings of its session.": (
        "Каждая печать охватывает в точности записи и файлы своей процедуры."
    ),
    "No package's number and no seal was used twice in the station's life.": (
        "Ни один номер упаковки и ни одна пломба не использованы дважды за всё время работы станции."
    ),
    "From entry {index} on, which cannot be read, nothing was held against the rules.": (
        "Начиная с записи № {index}, которую прочитать нельзя, соблюдение правил не проверено."
    ),
    (
        "The checkpoint is for {size} entries; only {found} of them can be had. The log was cut off, or "
        "not copied whole."
    ): (
        "Контрольная точка относится к журналу с числом записей {size}, а получить удалось лишь {found}. "
        "Журнал обрезан или скопирован не весь."
    ),
    ("The entries give the root {found}, but {root} was signed: entries were changed, added or removed."): (
        "Записи дают корень {found}, а подписан {root}: записи изменены, добавлены или удалены."
    ),
    "There is no checkpoint that can be read: {error}": ("Контрольной точки, которую можно прочитать, нет; {error}"),
    "Every tile is there and is the one that the entries give.": ("Все листы дерева на месте и соответствуют записям."),
    "Every recording starts once, only grows, and is finished.": (
        "Каждый файл начат один раз, только растёт и завершён."
    ),
    "Its signature was not checked: no entry names a key, and you gave none.": (
        "Её подпись не проверена: ни одна запись не называет ключа, и вы его не указали."
    ),
    "The PC was started anew {count} time(s); for how long it was off, only UTC says.": (
        "Компьютер запускался заново, раз: {count}; сколько он был выключен, известно только по UTC."
    ),
    "UTC moved by {moved} s just before the log's end.": ("Перед самым концом журнала UTC сдвинулось на {moved} с."),
    "The PC's clock was stepped {count} time(s), as the record says.": (
        "Часы компьютера переводились, раз: {count}; запись сама об этом сообщает."
    ),
    (
        "This log says that it goes on from the log {origin}, which had {size} entries. Only people can "
        "confirm that; hold the old log against this checkpoint. The reason given: {reason}."
    ): (
        "Этот журнал называет себя продолжением журнала {origin} с числом записей {size}. Подтвердить это"
        " могут только люди; сравните прежний журнал с этой контрольной точкой. Указанная причина: "
        "«{reason}»."
    ),
    "Entry {index} names another checkpoint of the old log than the one that it holds.": (
        "Запись № {index} называет другую контрольную точку прежнего журнала, чем та, что в ней приведена."
    ),
    "{file} is not the tile that the entries give.": "{file} — не тот лист дерева, который следует из записей.",
    ("Entry {index} is weighing {found}, but weighing {expected} comes next: a weighing was left out or put in."): (
        "Запись № {index} — взвешивание № {found}, а следующим должно быть № {expected}: взвешивание "
        "пропущено или вставлено."
    ),
    (
        "Package {package} with seal {seal} (entry {index}, session {session}) has the number or the seal"
        " of a package that session {earlier} had and did not set aside, or of another consignment: a seal was used twice."
    ): (
        "Упаковка {package} с пломбой {seal} (запись № {index}, процедура {session}) носит номер или "
        "пломбу упаковки, которая была в процедуре {earlier} и не откладывалась, или из другой партии: пломба использована "
        "дважды."
    ),
    "Package {package} (entry {index}) says that it was set aside in {stated}; the log says: {found}.": (
        "Об упаковке {package} (запись № {index}) сказано, что она отложена в процедуре {stated}; по журналу: {found}."
    ),
    "The log goes on from all {count} checkpoints that you kept.": (
        "Журнал продолжает все сохранённые вами контрольные точки; их число: {count}."
    ),
    (
        "ROLLBACK: this log was cut back. {name}, signed with the log's key, proves that it had {size} "
        "entries; now it shows only {shown}. Whoever holds the key hides the rest."
    ): (
        "ОТКАТ: этот журнал урезан. {name} за подписью ключа журнала доказывает, что записей было {size};"
        " теперь их показано лишь {shown}. Владелец ключа скрывает остальное."
    ),
    (
        "TWO HISTORIES: this log shows two people two histories. To whoever kept {name} it showed {size} "
        "entries with the root {root}; the first {size} entries that it shows now have {found}. Both are "
        "signed with the same log's key, so one of the two was made to deceive."
    ): (
        "ДВЕ ИСТОРИИ: этот журнал показывает двум людям разное. Тому, кто сохранил {name}, он показал "
        "число записей {size} и корень {root}; первые {size} записей, показанные теперь, дают {found}. "
        "Обе истории подписаны ключом одного журнала, значит, одна из них создана для обмана."
    ),
    (
        "{name} cannot be held against this log, for its key did not sign it. Either the log was begun "
        "anew with another key, or this checkpoint is not from the station: {error}"
    ): (
        "{name} с этим журналом сравнить нельзя: его ключ её не подписывал. Либо журнал начат заново с "
        "другим ключом, либо эта контрольная точка не от этой станции; {error}"
    ),
    "The cosignature of {name} is forged: {error}": "Подпись внешнего свидетеля {name} подделана; {error}",
    "All {count} cosignatures by people are good.": "Все подписи людей верны; их число: {count}.",
    (
        "Entry {index}: {person} of session {session} co-signed {size} entries of this log with the root "
        "{signed}; its first {size} entries give {found}. The history that this person saw is not the one"
        " shown now."
    ): (
        "Запись № {index}: {person} в процедуре {session} подписал(а) журнал с числом записей {size} и "
        "корнем {signed}; первые {size} записей дают {found}. История, которую видел этот человек, — не "
        "та, что показана теперь."
    ),
    "Entry {index}, a cosignature: {error}": "Запись № {index}, подпись человека: проверка не пройдена; {error}",
    ("Session {session}, opened with entry {first}, is not sealed: it is still running, or was never closed."): (
        "Процедура {session}, открытая записью № {first}, не запечатана: она ещё идёт или не была закрыта."
    ),
    "Entry {index} opens session {session} a second time.": (
        "Запись № {index} открывает процедуру {session} второй раз."
    ),
    (
        "SEALED WITHOUT QUORUM: nobody co-signed the closed session {session} as {missing}. The reason given: {reason}."
    ): (
        "Запись запечатана БЕЗ КВОРУМА. Закрытую процедуру {session} никто не подписал в роли: {missing}."
        " Указанная причина: «{reason}»."
    ),
    (
        "Entry {index} is a cosignature of the seal of session {session}; only the newest seal can be co-"
        "signed, and only until the next session is opened."
    ): (
        "Запись № {index} — подпись под печатью процедуры {session}; подписать можно только последнюю "
        "печать и только до открытия следующей процедуры."
    ),
    "Entry {index} ({kind}) is of no session and has no place here.": (
        "Запись № {index} ({kind}) не относится ни к какой процедуре, на этом месте её быть не должно."
    ),
    "Entry {index} ({kind}) is of session {session}, which is not open there.": (
        "Запись № {index} ({kind}) относится к процедуре {session}, которая в это время не открыта."
    ),
    "Entry {index} opens session {session} inside session {open}, which is not sealed.": (
        "Запись № {index} открывает процедуру {session} внутри незапечатанной процедуры {open}."
    ),
    "Entry {index}: recording {recording} starts a second time.": (
        "Запись № {index}: файл {recording} начат второй раз."
    ),
    "Entry {index} is about recording {recording}, which is not running.": (
        "Запись № {index} говорит о файле {recording}, который в это время не записывался."
    ),
    "Entry {index}: recording {recording} has become shorter ({fields}).": (
        "Запись № {index}: файл {recording} стал короче ({fields})."
    ),
    (
        "The seal of session {session} (entry {index}) states {name} {stated}; the log gives {found}. It "
        "does not seal the entries that stand here."
    ): (
        "Печать процедуры {session} (запись № {index}) указывает {name}: {stated}; журнал даёт {found}. "
        "Она запечатывает не те записи, которые здесь стоят."
    ),
    (
        "The seal of session {session} (entry {index}) has recording {recording} otherwise than it was "
        "finished: {fields}."
    ): ("В печати процедуры {session} (запись № {index}) файл {recording} не таков, каким завершён: {fields}."),
}
