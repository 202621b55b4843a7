"""Kazakh: what no entry can tell."""

SENTENCES = {
    (
        "Into {count} of the {total} packages nobody looked here. What was in them no mass, no seal and no film tells: a "
        "powder that weighs as much looks the same to the record, and sugar burns as drugs do and leaves as little."
    ): (
        "Мұнда ашылмаған және тексерілмеген қаптамалар: барлығы {total}, соның {count} қаптамасы. Ішінде не болғанын масса да, "
        "пломба да, бейнежазба да айтпайды: массасы бірдей ұнтақ жазба үшін айырмасыз, ал қант есірткі сияқты жанады және сондай "
        "аз қалдық қалдырады."
    ),
    (
        "A test that finds what is declared does not tell how much of it there is: a drug cut with sugar is found as "
        "declared, at any purity. Only a laboratory can say, from the samples kept."
    ): (
        "Мәлімделгенді тапқан тест оның қанша екенін айтпайды: қант қосылған есірткі кез келген тазалықта мәлімделген деп "
        "табылады. Оны сақталған үлгілер бойынша тек зертхана айта алады."
    ),
    (
        "Between its showing and the furnace a package can be exchanged for another, and no entry tells. Whether it stayed "
        "in view, only the films of these times show: {told}."
    ): (
        "Көрсетілуі мен пештің арасында қаптаманы басқасына ауыстыруға болады, және оны ешбір жазба білдірмейді. Оның көз "
        "алдында болғанын тек мына уақыттардың бейнежазбалары көрсетеді: {told}."
    ),
    "package {package}, {length} s from {begin} to {end}": "{package} қаптамасы, {length} с, {begin} – {end}",
}
