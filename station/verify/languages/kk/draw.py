"""Kazakh: what a draw of packages can show, and what it misses."""

SENTENCES = {
    "{whole}.{decimals} %": "{whole},{decimals} %",
    "{whole} %": "{whole} %",
    "hypergeometric (this store)": "гипергеометриялық (осы сан)",
    "binomial (endless store)": "биномдық (шексіз сан)",
    "beta, Bayes (endless store)": "бета, Байес (шексіз сан)",
    "beta-binomial, Bayes (this store)": "бета-биномдық, Байес (осы сан)",
    "square root": "квадрат түбір",
    "Swapped packages": "Ауыстырылған қаптама",
    "Probability of missing them": "Байқалмау ықтималдығы",
    "To be drawn so as to find one": "Біреуін табу үшін іріктелетіні",
    "Plan or custom": "Жоспар не әдет",
    "Packages to test": "Тексерілетін қаптама",
    "Confidence that it gives": "Беретін сенімділігі",
    (
        "If all {size} tested packages are found to be as declared, then with {confidence} confidence at least {share} of the "
        "{packages} packages are, that is {needed} or more."
    ): (
        "Егер тексерілген {size} қаптаманың бәрі мәлімделгендей болып шықса, онда {confidence} сенімділікпен барлық "
        "{packages} қаптаманың кемінде {share} бөлігі, яғни {needed} не одан көбі мәлімделгендей."
    ),
    (
        "If no more than {allowed} of the {size} tested packages are found not to be as declared, then with {confidence} "
        "confidence at least {share} of the {packages} packages are as declared, that is {needed} or more."
    ): (
        "Егер тексерілген {size} қаптаманың мәлімделгендей болмай шыққаны {allowed} санынан аспаса, онда {confidence} "
        "сенімділікпен барлық {packages} қаптаманың кемінде {share} бөлігі, яғни {needed} не одан көбі мәлімделгендей."
    ),
    (
        "All {packages} packages are tested: nothing is left to chance, and what is found is found of each of them, as "
        "surely as the test tells a swapped package."
    ): (
        "Барлық {packages} қаптама тексеріледі: кездейсоқтыққа ештеңе қалмайды, анықталғаны әрқайсысына қатысты — тексеру "
        "ауыстырылған қаптаманы қаншалық дәл танитын болса, соншалық."
    ),
    (
        "Confidence here is a degree of belief: before any test, the share of packages as declared was believed to be spread "
        "as Be({a}, {b})."
    ): (
        "Мұндағы сенімділік — сену дәрежесі: тексеруге дейін мәлімделгендей қаптамалар үлесінің үлестірімі Be({a}, {b}) "
        "деп алынды."
    ),
    "This holds only if the packages are of one kind, nobody steered the draw, and the test tells a swapped package.": (
        "Бұл қаптамалар біртекті болса, іріктеуді ешкім басқармаса және тексеру ауыстырылған қаптаманы таныса ғана дұрыс."
    ),
    (
        "But if {swapped} of the {packages} packages are swapped, a draw of {size} misses all of them with a probability of "
        "{missing}."
    ): (
        "Алайда {packages} қаптаманың {swapped} данасы ауыстырылған болса, {size} қаптаманы іріктеу олардың бірде-бірін "
        "байқамайды; мұның ықтималдығы — {missing}."
    ),
    (
        "But if {swapped} of the {packages} packages are swapped, a draw of {size} finds no more than the {allowed} allowed "
        "negatives, and so passes, with a probability of {missing}."
    ): (
        "Алайда {packages} қаптаманың {swapped} данасы ауыстырылған болса, {size} қаптаманы іріктегенде олардың рұқсат "
        "етілген санынан ({allowed}) артығы табылмай, ауыстыру өтіп кетеді; мұның ықтималдығы — {missing}."
    ),
    "Even a single swapped package is missed with a probability of {limit} at most.": (
        "Жалғыз ауыстырылған қаптаманың өзі байқалмауының ықтималдығы {limit} мәнінен аспайды."
    ),
    "The largest number of swapped packages that such a draw misses with a probability above {limit} is {swapped}.": (
        "Мұндай іріктеу байқамауының ықтималдығы {limit} мәнінен асатын ауыстырылған қаптамалардың ең көп саны: {swapped}."
    ),
    (
        "A single swapped package is drawn with a probability of {found}: re-testing cannot find one swapped bag in a large "
        "store; weights, seals and images must."
    ): (
        "Жалғыз ауыстырылған қаптаманың іріктеуге түсу ықтималдығы — {found}: қайта тексеру үлкен қоймадағы бір ауыстырылған "
        "пакетті таба алмайды; оны салмақ, пломба және суреттер көрсетуге тиіс."
    ),
}
