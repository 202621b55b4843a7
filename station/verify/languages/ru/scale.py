"""Russian: what is said of the weighings and the scale's line."""

SENTENCES = {
    "All {count} weighings stand in the serial recording at their own times, byte for byte.": (
        "Все взвешивания найдены в записи линии весов, каждое в своё время, байт в байт; их число: {count}."
    ),
    "{weighing} was heard until {late} s before its entry, not just before it.": (
        "{weighing}: получено за {late} с до записи, а не непосредственно перед ней."
    ),
    "{weighing} is said to have stood for {stable} s, in a window of {length} s.": (
        "{weighing}: сказано, что значение стояло {stable} с, но промежуток всего {length} с."
    ),
    "{weighing}: what the scale is said to have sent does not stand in {recording} at that time.": (
        "{weighing}: того, что будто бы передали весы, нет в {recording} в это время."
    ),
    "{weighing} has the tare {tare}, but the scale told {told} meanwhile.": (
        "{weighing}: указана тара {tare}, а весы за это время сообщили: {told}."
    ),
    "none": "нет",
    "{mass} mg": "{mass} мг",
    "{weighing} cannot be found: {recording} cannot be read.": ("{weighing}: найти нельзя, {recording} не читается."),
    "{weighing} stood for {stable} s, somewhere in {length} s: that is no time.": (
        "{weighing}: значение стояло {stable} с где-то в пределах {length} с; это не указание времени."
    ),
    ("The weighings of the entries {one} and {other} were heard at the same time: one load, weighed twice."): (
        "Взвешивания из записей № {one} и № {other} получены в одно и то же время: один груз взвешен дважды."
    ),
    "All {count} weighings say what their raw lines say.": (
        "Все взвешивания соответствуют исходным строкам весов; их число: {count}."
    ),
    "All {count} weighings came from the instrument that the record names.": (
        "Все взвешивания сделаны на весах, названных в записи; их число: {count}."
    ),
    "Weighing {weighing} (entry {entry})": "Взвешивание № {weighing} (запись № {entry})",
    "The instrument was another one from {at} on (entry {index}): {instrument} after {before}.": (
        "С {at} (запись № {index}) весы другие. Теперь: {instrument}. До этого: {before}."
    ),
    "telling {told}, plate {plate}": "сообщили о себе: {told}; на табличке: {plate}",
    "{weighing} is outside the range of the scale, {mass} mg.": (
        "{weighing}: вне пределов измерения весов, {mass} мг."
    ),
    "{what} is {found} and should be {sent}": "{what}: указано {found}, должно быть {sent}",
    (
        "The instrument told no serial number: which one it was, only the station's settings say (weighings {numbers})."
    ): (
        "Весы не сообщили серийного номера: какие это весы, известно лишь из настроек станции "
        "(взвешивания № {numbers})."
    ),
    (
        "Entry {index} is weighing {found}, but weighing {expected} comes next after entry {before}: a "
        "weighing was left out or put in."
    ): (
        "Запись № {index} — взвешивание № {found}, а после записи № {before} должно идти № {expected}: "
        "взвешивание пропущено или вставлено."
    ),
    "{weighing} came from the line {line}, which is no stable value.": (
        "{weighing}: получено из строки {line}, в которой нет устойчивого значения."
    ),
    "{weighing}: {differing}, as the scale sent it in {line}.": "{weighing}: {differing}; весы передали {line}.",
    "{weighing} names no raw lines that it came from.": (
        "{weighing}: не указаны исходные строки, из которых оно получено."
    ),
    "{weighing} is said to come from another instrument, {instrument}.": (
        "{weighing}: указаны другие весы: {instrument}."
    ),
    "nothing": "ничего",
    "{file}: every line can be read, and its times run forward.": (
        "Файл {file}: все строки читаются, время в них идёт вперёд."
    ),
    "{file}, line {line}: this is not a line of a serial recording.": (
        "Файл {file}, строка {line}: это не строка записи линии весов."
    ),
    "{file}, line {line}: the time runs backwards by {back} s.": (
        "Файл {file}, строка {line}: время идёт назад на {back} с."
    ),
    "{file}, line {line}: its two times are those of no moment of this session.": (
        "Файл {file}, строка {line}: двух таких показаний часов вместе в этой процедуре не было."
    ),
    "All {count} weighings are numbered without a break.": ("Все взвешивания пронумерованы подряд; их число: {count}."),
}
