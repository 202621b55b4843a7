"""Russian: what is said of excerpts and single entries."""

SENTENCES = {
    "The folder holds the files of an excerpt, and no other.": ("В папке есть все файлы выдержки и ничего лишнего."),
    "{file} is exactly {count} of the {total} sealed fragments, each at its place, and nothing else.": (
        "{file} — это ровно {count} из запечатанных фрагментов (всего {total}), каждый на своём месте, и ничего больше."
    ),
    "{file} holds something that is no fragment of a recording. {trouble}": (
        "В {file} есть то, что не является фрагментом записи; {trouble}"
    ),
    (
        "{file} holds {found} fragments with {found_frames} frames; {excerpt} claims {claimed} fragments "
        "with {claimed_frames} frames, or of other lengths."
    ): (
        "В {file} фрагментов {found}, кадров {found_frames}; в {excerpt} заявлено фрагментов {claimed}, "
        "кадров {claimed_frames}, или их длина иная."
    ),
    "{file} is not what the record gives: someone changed what it says.": (
        "{file} не соответствует записи: кто-то изменил его текст."
    ),
    "{file} is what the record gives.": "{file} соответствует записи.",
    "The excerpt cannot be read, so nothing of it was checked. {error}": (
        "Выдержку прочитать нельзя, поэтому в ней ничего не проверено; {error}"
    ),
    (
        "What {file} shows was not sealed so: at least one fragment was altered, moved or is of another "
        "recording, or the hashes in {excerpt} were changed. {error}"
    ): (
        "То, что показывает {file}, запечатано не таким: хотя бы один фрагмент изменён, перемещён или "
        "взят из другой записи, либо изменены хеши в {excerpt}; {error}"
    ),
    "{file} is missing.": "Файла {file} нет.",
    "{file} has no place in this excerpt.": "Файлу {file} не место в этой выдержке.",
    "{file} does not begin with the recording's own head, fragment 0.": (
        "{file} начинается не с заголовка самой записи, фрагмента 0."
    ),
    ("All {count} entries that the excerpt rests on stand in the log of {name}; the seal is entry {index}."): (
        "Все записи журнала, на которых основана выдержка, стоят в журнале станции {name} (их число: "
        "{count}); печать — запись № {index}."
    ),
    ("{recording} was sealed in session {session} with {fragments} fragments, {frames} frames and {bytes} bytes."): (
        "Файл {recording} запечатан в процедуре {session}: фрагментов {fragments}, кадров {frames}, байтов {bytes}."
    ),
    "{file} does not seal {recording}.": "{file} не запечатывает {recording}.",
    "{file} is not of the session that the seal seals.": (
        "{file} не относится к процедуре, которую запечатывает печать."
    ),
    "{file} is about {found}, but the excerpt claims to be of {claimed}.": (
        "{file} говорит о {found}, а выдержка выдаёт себя за часть {claimed}."
    ),
    "{excerpt} states other totals or another root than {file}.": (
        "В {excerpt} указаны другие итоги или другой корень, чем в {file}."
    ),
    "{file} does not lead from {entry} to a checkpoint that the log signed: {error}": (
        "{file} не ведёт от {entry} к контрольной точке, подписанной ключом журнала; {error}"
    ),
    "{file}: not every key in {keys} signed its checkpoint.": (
        "{file}: контрольная точка подписана не всеми ключами из {keys}."
    ),
    "{file} leads to another checkpoint than the seal's.": "{file} ведёт к другой контрольной точке, чем печать.",
    "It is an entry of the kind {kind}, made at {utc} by the station's clock.": (
        "Это запись вида «{kind}», сделанная в {utc} по часам станции."
    ),
    "It stands in the log as entry {index}.": "В журнале она стоит под № {index}.",
    "The entry or its proof cannot be read, so nothing was checked. {error}": (
        "Запись или её доказательство прочитать нельзя, поэтому ничего не проверено; {error}"
    ),
    "This entry does not stand in the log of {origin}: {error}": (
        "Этой записи нет в журнале станции {origin}; {error}"
    ),
    "The proof carries extra data, which nothing vouches for.": (
        "К доказательству приложены лишние данные, которых ничто не подтверждает."
    ),
    "{frames} of the {total} frames of {recording} ({device}) are shown, {seconds} s.": (
        "Показано кадров: {frames} из {total}, файл {recording} ({device}), {seconds} с."
    ),
    (
        "WITHHELD within what is shown: {seconds} s in {count} place(s). What they hold is sealed and "
        "cannot be changed afterwards; what they show, this excerpt does not tell."
    ): (
        "СКРЫТО внутри показанного: {seconds} с, мест: {count}. Скрытое запечатано, и изменить его задним"
        " числом нельзя; что оно показывает, эта выдержка не говорит."
    ),
    "Nothing is withheld between the first and the last fragment that are shown.": (
        "Между первым и последним показанным фрагментом ничего не скрыто."
    ),
    "Withheld: {length_s} s, from {from_utc} to {to_utc} ({from_s} s to {to_s} s).": (
        "Скрыто: {length_s} с, с {from_utc} по {to_utc} (с {from_s} с по {to_s} с)."
    ),
    "Shown: {from_utc} to {to_utc}, which is {from_s} s to {to_s} s of the recording.": (
        "Показано: с {from_utc} по {to_utc}, то есть с {from_s} с по {to_s} с записи."
    ),
    "Not part of the excerpt: {length_s} s, from {from_utc} to {to_utc} ({from_s} s to {to_s} s).": (
        "Не входит в выдержку: {length_s} с, с {from_utc} по {to_utc} (с {from_s} с по {to_s} с)."
    ),
    (
        "Compare the key with the one published by {name}, or with the one that a witness noted. Until "
        "then, this only agrees with itself: {key}"
    ): (
        "Сравните ключ с тем, который опубликовала станция {name}, или с тем, который записал свидетель. "
        "До этого проверено только внутреннее согласие: {key}"
    ),
    "The witnesses that your policy asks for co-signed the checkpoint.": (
        "Внешние свидетели, которых требуют ваши условия доверия, подписали контрольную точку."
    ),
    "The checkpoint is signed with the key that you gave.": ("Контрольная точка подписана ключом, который вы указали."),
    "No key was given, so nobody's signature was checked. Give the station's published key.": (
        "Ключ не указан, поэтому ничья подпись не проверена. Укажите опубликованный ключ станции."
    ),
    (
        "It is of the log {origin}; you gave no Ed25519 key of that log. Another station made it, or "
        "someone pretending to be one."
    ): (
        "Это журнал {origin}; ключа Ed25519 этого журнала вы не указали. Сделала это другая станция или "
        "тот, кто выдаёт себя за неё."
    ),
    "None of the {kind} keys of {origin} that you gave signed it.": (
        "Ни один из указанных вами ключей {kind} станции {origin} этого не подписал."
    ),
    "The cosignature of {witness} was not checked: no policy with its key was given.": (
        "Подпись внешнего свидетеля {witness} не проверена: условий доверия с его ключом не дано."
    ),
    "{witness} co-signed the checkpoint at {at}.": ("Внешний свидетель {witness} подписал контрольную точку в {at}."),
    "Your policy is not satisfied: {lacking}": "Ваши условия доверия не выполнены; {lacking}",
    "The key that came with it is not one that you trust: {key}": (
        "Приложенный ключ не из тех, которым вы доверяете: {key}"
    ),
    "{witness}: {error}": "{witness}: проверка не пройдена; {error}",
}
