"""Kazakh: the balance of masses."""

SENTENCES = {
    (
        "Every package counts once. Consignments: {count}; of these, standing against what was seized: {closing}, and "
        "within U: "
        "{same}."
    ): (
        "Әр қаптама бір рет есептелген. Партия саны: {count}; оның ішінде алып қойылғанмен салыстырылғаны: {closing}, "
        "U шегінде: {same}."
    ),
    "Of this, samples and what tests used up stand by people's word alone, weighed by no scale of this record: {mass}.": (
        "Осының ішінде үлгілер мен тексеруге жұмсалғаны тек адамдардың айтуынша белгілі, бұл жазбада ешбір таразы "
        "оларды өлшемеген: {mass}."
    ),
    "sample {sample}, {kept} when it was kept, as package {package}, {weighed}, {fate}": (
        "{sample} үлгісі: сақталғанда {kept}, {package} қаптамасы болып келген: {weighed}, {fate}"
    ),
    "Beside this line, kept samples that came as packages: {told}.": (
        "Осы жолдан бөлек, қаптама болып келген сақталған үлгілер: {told}."
    ),
    "not weighed": "өлшенбеген",
    "{mass} mg weighed": "өлшенгені {mass} мг",
    (
        "CONTRADICTED: of consignment {consignment} these entries state otherwise what was stated before, which stands: "
        "{entries}."
    ): (
        "ҚАЙШЫЛЫҚ: {consignment} партиясы туралы мына жазбалар бұрын айтылғаннан басқаша айтады, бұрынғысы күшінде "
        "қалады: {entries}."
    ),
    "The whole session {session}": "Бүкіл {session} рәсімі",
    (
        "Entry {index} closes the session with {packages_stated} packages burned, {stated} mg; the balance "
        "gives {packages} packages, {found} mg."
    ): (
        "№ {index} жазба рәсімді өртелген қаптамалар саны {packages_stated}, {stated} мг деп жабады; баланс "
        "бойынша қаптама {packages}, {found} мг."
    ),
    "Consignment {consignment}, which was never registered": "Тіркелмеген {consignment} партиясы",
    "Consignment {consignment} (entry {index})": "{consignment} партиясы (№ {index} жазба)",
    (
        "{whose}: seized {seized}; analysed {analysed}; samples {sampled}; presented {presented}, of which "
        "burned {burned}, set aside {aside}, missing {missing}; {outcome}."
    ): (
        "{whose}: алып қойылғаны {seized}; талдауға жұмсалғаны {analysed}; үлгілер {sampled}; ұсынылғаны "
        "{presented}, оның ішінде өртелгені {burned}, шетке қойылғаны {aside}, кем шыққаны {missing}; "
        "{outcome}."
    ),
    "{mass} mg net": "{mass} мг нетто",
    "{mass} mg gross": "{mass} мг брутто",
    "{mass} mg, of some net and of some gross": "{mass} мг, бір бөлігі нетто, бір бөлігі брутто",
    "{mass} mg and what is not known": "{mass} мг және белгісізі",
    "not known": "белгісіз",
    "{mass} (packages: {count})": "{mass} (қаптама саны: {count})",
    "IT DOES NOT CLOSE: {gaps}": "БАЛАНС ТҰЙЫҚТАЛМАЙДЫ: {gaps}",
    "difference {difference} mg, LOST beyond U, {u} mg": ("айырма {difference} мг, U шегінен тыс КЕМ ШЫҚҚАН, {u} мг"),
    "difference {difference} mg, GAINED beyond U, {u} mg": "айырма {difference} мг, U шегінен тыс АРТҚАН, {u} мг",
    "difference {difference} mg, within U, {u} mg": "айырма {difference} мг, U шегінде, {u} мг",
    "MISSING (packages: {count}): {mass}; of so many of them no entry says what became: {unaccounted}.": (
        "КЕМ ШЫҚҚАНЫ (қаптама саны: {count}): {mass}; олардың ішінде тағдыры туралы ешбір жазба жоғы: {unaccounted}."
    ),
    (
        "Not weighed here, but taken from papers: {stated} of these packages; weighed here, and the packaging"
        " taken off by papers: {packaged}."
    ): (
        "Мұнда өлшенбеген, салмағы құжаттан алынған қаптама саны: {stated}; мұнда өлшенген, ыдыс салмағы "
        "құжат бойынша шегерілген қаптама саны: {packaged}."
    ),
    "Residue of the fire, which is part of no balance and proves nothing of what burned: {mass}.": (
        "Күл қалдығы, ол ешбір балансқа кірмейді және өртелген зат туралы ештеңені дәлелдемейді: {mass}."
    ),
    (
        "Pieces, by papers and counted by nobody here: seized {seized}, burned {burned}, set aside {aside}, "
        "missing {missing}, difference {difference}."
    ): (
        "Дана, құжат бойынша, мұнда ешкім санамаған: алып қойылғаны {seized}, өртелгені {burned}, шетке "
        "қойылғаны {aside}, кем шыққаны {missing}, айырма {difference}."
    ),
    (
        "Millilitres, by papers and measured by nobody here: seized {seized}, burned {burned}, set aside "
        "{aside}, missing {missing}, difference {difference}."
    ): (
        "Миллилитр, құжат бойынша, мұнда ешкім өлшемеген: алып қойылғаны {seized}, өртелгені {burned}, шетке "
        "қойылғаны {aside}, кем шыққаны {missing}, айырма {difference}."
    ),
    "no mass of consignment {consignment} at its seizure is stated": (
        "{consignment} партиясының алып қойылған кездегі салмағы көрсетілмеген"
    ),
    "opinion {number} on consignment {consignment} does not say what the analysis used up": (
        "{consignment} партиясы бойынша {number} қорытындыда талдауға қанша жұмсалғаны айтылмаған"
    ),
    "no entry here says that sample {number} of consignment {consignment} was kept": (
        "{consignment} партиясының {number} үлгісі сақталғанын мұнда ешбір жазба айтпайды"
    ),
    "consignment {consignment} came before in session {number}, whose entries are not here": (
        "{consignment} партиясы бұрын {number} рәсімінде болған, оның жазбалары мұнда жоқ"
    ),
    "consignment {consignment} is in session {number}, too": "{consignment} партиясы {number} рәсімінде де бар",
    "how heavy the packaging of package {number} is, nobody states": (
        "{number} қаптамасының ыдыс салмағын ешкім көрсетпеген"
    ),
    "of package {number} only a net mass is known": "{number} қаптамасының тек нетто салмағы белгілі",
    "package {number} was not weighed, and no mass of it is stated": (
        "{number} қаптамасы өлшенбеген, салмағы да көрсетілмеген"
    ),
}
