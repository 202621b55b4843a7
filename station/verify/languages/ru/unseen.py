"""Russian: what no entry can tell."""

SENTENCES = {
    (
        "Into {count} of the {total} packages nobody looked here. What was in them no mass, no seal and no film tells: a "
        "powder that weighs as much looks the same to the record, and sugar burns as drugs do and leaves as little."
    ): (
        "Не вскрывались и не проверялись здесь упаковки, числом {count} из {total}. Что в них было, не скажут ни масса, ни "
        "пломба, ни видеозапись: порошок той же массы для записи выглядит так же, а сахар горит, как наркотик, и оставляет "
        "так же мало."
    ),
    (
        "A test that finds what is declared does not tell how much of it there is: a drug cut with sugar is found as "
        "declared, at any purity. Only a laboratory can say, from the samples kept."
    ): (
        "Тест, который находит заявленное, не говорит, сколько его: наркотик, разбавленный сахаром, будет признан заявленным при "
        "любой чистоте. Это может сказать только лаборатория, по сохранённым образцам."
    ),
    (
        "Between its showing and the furnace a package can be exchanged for another, and no entry tells. Whether it stayed "
        "in view, only the films of these times show: {told}."
    ): (
        "Между предъявлением и печью упаковку можно подменить, и ни одна запись этого не выдаст. Оставалась ли она на виду, "
        "показывают только видеозаписи этих отрезков времени: {told}."
    ),
    "package {package}, {length} s from {begin} to {end}": "упаковка {package}, {length} с, с {begin} по {end}",
}
