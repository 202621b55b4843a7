"""Russian: what is said of the furnace's heat."""

SENTENCES = {
    "The heat of {count} batches is what the furnace's recorded line gives: {told}.": (
        "Нагрев соответствует записи линии печи; загрузок: {count}. {told}."
    ),
    "batch {batch} burned for {above} s at {threshold} °C or more, as far as it was seen": (
        "загрузка печи {batch} горела {above} с при {threshold} °C и выше, насколько это было видно"
    ),
    "batch {batch} burned for {above} s at {threshold} °C or more, at most at {highest} °C": (
        "загрузка печи {batch} горела {above} с при {threshold} °C и выше, самое большее при {highest} °C"
    ),
    "How hot it burned is not in the record, for nobody read the furnace: {batches}.": (
        "При какой температуре горело, в записи нет: температуру печи никто не считывал. {batches}."
    ),
    "batch {batch}": ("загрузка печи {batch}"),
    "Batch {batch} states how hot it burned, but nothing read the furnace.": (
        "Загрузка печи {batch}: указано, при какой температуре она горела, но печь ничто не считывало."
    ),
    "Batch {batch}: its heat was reckoned until {late} s before its end, not just before it.": (
        "Загрузка печи {batch}: нагрев посчитан до момента за {late} с до её окончания, а не непосредственно до него."
    ),
    "The heat of batch {batch} cannot be reckoned: {files} is missing.": (
        "Нагрев загрузки печи {batch} посчитать нельзя: нет файла {files}."
    ),
    "The heat of batch {batch} cannot be reckoned: {error}": ("Нагрев загрузки печи {batch} посчитать нельзя: {error}"),
    (
        "Batch {batch}: whether the board signed what it told of the furnace is not checked here, for that "
        "needs its key."
    ): (
        "Загрузка печи {batch}: подписала ли плата то, что сообщила о печи, здесь не проверено: для этого "
        "нужен её ключ."
    ),
    (
        "Batch {batch}: {differing}, by all lines of the board. The station refused some lines, and which "
        "only the board's key tells: the heat rests on the station's word."
    ): (
        "Загрузка печи {batch}: {differing}, если взять все строки платы. Некоторые строки станция отвергла, "
        "а какие — покажет лишь ключ платы: нагрев известен только со слов станции."
    ),
    "Batch {batch} did not burn as its entry states: {differing}, by the furnace's recorded line.": (
        "Загрузка печи {batch} горела не так, как указано в её записи: {differing}, по записи линии печи."
    ),
    ("Batch {batch} was never seen to burn at {threshold} °C or more; the highest that was read: {highest}."): (
        "Загрузка печи {batch}: горения при {threshold} °C и выше не видно ни разу; наибольшее считанное "
        "значение: {highest}."
    ),
    "{degrees} °C": ("{degrees} °C"),
    "Batch {batch}: for {unseen} s of its fire nobody read the temperature.": (
        "Загрузка печи {batch}: {unseen} с горения температуру никто не считывал."
    ),
    (
        "Batch {batch}: while it burned, no temperature was told in {breaks} spells, and the door was opened "
        "{doors} times."
    ): (
        "Загрузка печи {batch}: пока она горела, температура не сообщалась (промежутков: {breaks}), дверца "
        "открывалась (раз: {doors})."
    ),
    "{file}: {sent} went to the furnace's controller, which is no question for its registers.": (
        "Файл {file}: на регулятор печи отправлено {sent}, а это не запрос его регистров."
    ),
    "The furnace's controller did not answer: {told}.": ("Регулятор печи не отвечал: {told}."),
}
