"""Russian: what a draw of packages can show, and what it misses."""

SENTENCES = {
    "{whole}.{decimals} %": "{whole},{decimals} %",
    "{whole} %": "{whole} %",
    "hypergeometric (this store)": "гипергеометрический (это число)",
    "binomial (endless store)": "биномиальный (бесконечное число)",
    "beta, Bayes (endless store)": "бета, Байес (бесконечное число)",
    "beta-binomial, Bayes (this store)": "бета-биномиальный, Байес (это число)",
    "square root": "квадратный корень",
    "Swapped packages": "Подменено упаковок",
    "Probability of missing them": "Вероятность не заметить",
    "To be drawn so as to find one": "Отобрать, чтобы найти одну из них",
    "Plan or custom": "План или обычай",
    "Packages to test": "Проверить упаковок",
    "Confidence that it gives": "Доверительная вероятность",
    (
        "If all {size} tested packages are found to be as declared, then with {confidence} confidence at least {share} of the "
        "{packages} packages are, that is {needed} or more."
    ): (
        "Если все проверенные упаковки (их {size}) окажутся такими, как заявлено, то с доверительной вероятностью "
        "{confidence} такими являются не менее {share} всех упаковок (их {packages}), то есть {needed} или больше."
    ),
    (
        "If no more than {allowed} of the {size} tested packages are found not to be as declared, then with {confidence} "
        "confidence at least {share} of the {packages} packages are as declared, that is {needed} or more."
    ): (
        "Если из проверенных упаковок (их {size}) не такими, как заявлено, окажутся не более {allowed}, то с доверительной "
        "вероятностью {confidence} такими, как заявлено, являются не менее {share} всех упаковок (их {packages}), то есть "
        "{needed} или больше."
    ),
    (
        "All {packages} packages are tested: nothing is left to chance, and what is found is found of each of them, as "
        "surely as the test tells a swapped package."
    ): (
        "Проверяются все упаковки (их {packages}): случаю не оставлено ничего, и вывод относится к каждой из них — "
        "настолько, насколько проверка распознаёт подмену."
    ),
    (
        "Confidence here is a degree of belief: before any test, the share of packages as declared was believed to be spread "
        "as Be({a}, {b})."
    ): (
        "Доверительная вероятность здесь — степень уверенности: до проверки для доли упаковок, соответствующих "
        "заявленному, было принято распределение Be({a}, {b})."
    ),
    "This holds only if the packages are of one kind, nobody steered the draw, and the test tells a swapped package.": (
        "Это верно, только если упаковки однородны, отбором никто не управлял, а проверка распознаёт подмену."
    ),
    (
        "But if {swapped} of the {packages} packages are swapped, a draw of {size} misses all of them with a probability of "
        "{missing}."
    ): (
        "Однако если подменено упаковок: {swapped} из {packages}, то при отборе {size} подмена останется незамеченной "
        "с вероятностью {missing}."
    ),
    (
        "But if {swapped} of the {packages} packages are swapped, a draw of {size} finds no more than the {allowed} allowed "
        "negatives, and so passes, with a probability of {missing}."
    ): (
        "Однако если подменено упаковок: {swapped} из {packages}, то при отборе {size} подменённых найдётся не больше, чем "
        "допустимо ({allowed}), и подмена пройдёт с вероятностью {missing}."
    ),
    "Even a single swapped package is missed with a probability of {limit} at most.": (
        "Даже единственная подменённая упаковка останется незамеченной с вероятностью не более {limit}."
    ),
    "The largest number of swapped packages that such a draw misses with a probability above {limit} is {swapped}.": (
        "Наибольшее число подменённых упаковок, которое такой отбор не заметит с вероятностью выше {limit}: {swapped}."
    ),
    (
        "A single swapped package is drawn with a probability of {found}: re-testing cannot find one swapped bag in a large "
        "store; weights, seals and images must."
    ): (
        "Единственная подменённая упаковка попадёт в отбор с вероятностью {found}: повторной проверкой не найти один "
        "подменённый пакет на большом складе; его должны выдать масса, пломбы и снимки."
    ),
}
