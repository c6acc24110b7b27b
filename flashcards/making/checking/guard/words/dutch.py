"""Dutch words by kind."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": "hij zij ze hem haar zijn hun zich mevr mevrouw meneer dhr mw",
    "said and did": (
        "zegt zei zeggen gezegd vertelt vertelde verteld vraagt vroeg gevraagd antwoordt "
        "antwoordde praat praatte gesproken meldt noemt beschrijft denkt dacht gedacht gelooft "
        "weet wist wil wilde kan kon komt kwam gekomen gaat ging gegaan blijft bleef neemt nam "
        "genomen brengt bracht meegenomen legt zet laat liet verlaat kijkt keek zit zat staat "
        "stond loopt liep leest schrijft schreef belt belde gebeld vindt vond voelt voelde merkt "
        "merkte lacht lachte glimlacht zwijgt zweeg hoort hoorde ziet zag gezien toont heeft had "
        "heb is was ben werd doet deed houdt hield weigert begint begon speelt tekent gebruikt "
        "huilde huilt slaapt sliep eet at drinkt dronk knikt"
    ),
    "I": "ik mij me mijn",
    "family": (
        "moeder vader ouders mama papa zoon dochter dochtertje zoontje kinderen kind broer zus "
        "broers zussen oma opa tante oom nicht neef man vrouw echtgenoot echtgenote partner "
        "vriend vriendin vrienden ex exman verloofde schoonmoeder schoonvader schoonouders "
        "stiefvader stiefmoeder pleegouders kleinkind baby tweeling weduwe weduwnaar gezin "
        "familie buurman buurvrouw collega baas chef huisgenoot hond kat"
    ),
    "when": (
        "vandaag gisteren morgen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag avond "
        "nacht ochtend middag weekend week weken maand maanden jaar dag dagen uur minuten min "
        "sinds na voor vorige volgende laatste weer opnieuw nog al pas toen nu inmiddels net "
        "laatst vroeger later gauw tot daarna eerst januari februari maart april mei juni juli "
        "augustus september oktober november december kerst pasen laat vroeg altijd keer"
    ),
    "everyday life": (
        "huis flat kamer keuken bed bank tafel deur raam trap tuin auto bus trein straat fiets "
        "rijbewijs sleutel sleutels koffer tas telefoon bericht berichten app brief foto video "
        "werk werkt baan kantoor fabriek winkel dienst ontslag ontslagen werkloos ziekgemeld "
        "uitkering pensioen geld schulden huur salaris politie rechtbank advocaat aangifte "
        "gevangenis school juf leraar klas examen verhuisd gescheiden scheiding getrouwd bruiloft "
        "zwanger bevalling miskraam dood overleden begrafenis graf eten ontbijt koffie thee bier "
        "wijn alcohol gedronken rookt blowt drugs slapen geslapen boodschappen voetbal kerk "
        "ongeluk alleen handen gezicht ogen stem haren woont"
    ),
    "distress": (
        "bang angst angsten paniek paniekaanval verdrietig verdriet huilt huilde huilen gehuild "
        "tranen boos woede moe uitgeput eenzaam wanhopig hopeloos machteloos schuldig "
        "schuldgevoel schaamte schaamt zorgen bezorgd ruzie schreeuwt schreeuwde slaat sloeg "
        "geslagen geweld bedreigd nachtmerries slapeloos piekert gespannen onrustig prikkelbaar "
        "trilt trilde duizelig misselijk pijn hoofdpijn braakt snijdt gesneden zelfbeschadiging "
        "suïcide suïcidaal suïcidale zelfmoord doodgaan terugval nuchter leeg stil slecht "
        "slechter somber depressief gepest misbruikt stemming"
    ),
    "care": (
        "sessie sessies gesprek gesprekken afspraak intake cliënt cliënte client patiënt patiënte "
        "pt supervisie supervisor intervisie behandeling therapie therapeut huisarts psychiater "
        "kliniek opname opgenomen ontslag ziekenhuis verwijzing verwezen aangemeld medicatie "
        "medicijnen tabletten dosis mg sertraline oxazepam huiswerk dagboek oefening besproken "
        "bespreken afgesproken doel brief verslag diagnose anamnese beloop thema crisisdienst "
        "veilig thuis signaleringsplan akkoord stage afgezegd gedachten controle"
    ),
    "book": (
        "kan kunnen vaak meestal wordt worden soms bijvoorbeeld theorie model onderzoek studie "
        "studies auteurs begrip concept benadering mensen personen patiënten therapeuten cliënten "
        "volwassenen echter daarom volgens definieert heet omvat beschrijft onderscheidt "
        "hoofdstuk figuur tabel methode proces ontwikkeling rol psychologie psychotherapie "
        "stoornis stoornissen symptomen welke moet moeten mogen zoals sommige anderen meeste "
        "iemand men"
    ),
    "you": "jij je jou jouw u uw wij we ons onze jullie",
    "little words": (
        "de het een en of maar want dat die dit deze als omdat te in op aan uit bij met van voor "
        "over onder om door tegen zonder niet geen ook zo heel meer er wat wie waar daar hier "
        "iets niets alles niemand naar toe af"
    ),
}
