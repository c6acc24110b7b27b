"""Words by kind: those that notes about one person are full of, and those that books are."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": (
        "he she him her his hers himself herself er sie ihr ihm ihn ihre seine ihren seinen il "
        "elle lui ella él su lei gli hij zij haar hem pani pan jej"
    ),
    "said and did": (
        "said says say told tells tell asked asks gave gives got gets went goes came comes took "
        "takes brought brings made put puts let lets kept keeps keep looked looks sat sits "
        "stood stands walked walks ran runs rang rings called calls wrote writes opened started "
        "stopped stops began begins laughed laughs smiled thinks thought knows knew wants "
        "wanted likes liked loves loved hates hated feels felt found finds played plays slept "
        "agreed agrees apologised apologises denies denied admits admitted believes hasn't "
        "didn't doesn't can't won't wouldn't couldn't isn't wasn't sagt sagte erzählt geht ging "
        "kommt kam will hat war dice dijo pide quiere dejado va dit joue mange veut est ha "
        "vuole zegt wil"
    ),
    "I": ("i me my i'm i've i'd ich mir mich je j'ai moi yo mi ho io ik mijn"),
    "family": (
        "nonno nonna grandad grandpa granddad grandma auntie stepson godmother in-laws "
        "relatives parents parent sibling siblings couple niece nephew friend friends mate "
        "mates familie freundin freund kind kinder eltern tante onkel abuela abuelo tía primo "
        "novia novio padres familia frère sœur oncle cousine copain copine grand-mère genitori "
        "nonni cugino fidanzato ouders broer zus husband hubby wife ex girlfriend boyfriend "
        "partner sister brother mother mum mom mum's father dad dad's papa son daughter twins "
        "kids stepdad stepmum stepfather stepmother uncle aunt cousin nan gran nan's "
        "grandmother grandfather mother-in-law fiancé fiancée landlord flatmate neighbour boss "
        "lad lads carer foster sponsor tutor oma opa mutter vater sohn tochter bruder schwester "
        "ehefrau ehemann mann madre padre pareja esposa marido hermana hermano hijo hija mère "
        "père mari fille fils moglie marito figlio figlia sorella vader moeder córka córce"
    ),
    "when": (
        "ago first second third fourth fifth sixth yet already nearly soon later until till "
        "before after once daily monthly month months year years yr yrs hour hours minutes days "
        "day late early woche wochen monat monaten jahr seit gestern neulich letzte semana "
        "meses año años desde enero febrero marzo abril mayo junio ayer miércoles viernes "
        "semaine mois ans hier matin rentrée lundi mercredi vendredi samedi dimanche janvier "
        "février septembre settimana mesi anni monday tuesday wednesday thursday friday "
        "saturday sunday mon tue tues wed weds thu thurs fri sat sun today tonight yesterday "
        "tomorrow last next again still twice since weekly fortnightly week weeks wk wks hrs "
        "mins pm am jan feb mar apr jun jul aug sept oct nov dec january february march april "
        "june july august september october november december easter christmas evening morning "
        "night nights heute wieder montag dienstag mittwoch donnerstag freitag abends letzten "
        "nächste aujourd'hui mardi jeudi soir depuis lunes martes jueves sábado otra vez oggi "
        "ieri di nuovo natale volgende"
    ),
    "everyday life": (
        "street shop shops pub gym church mosque tram train station taxi van lorry bike boat "
        "plane park garden allotment field beach river road stairs sofa table fridge oven light "
        "lights keys coat bag box hat shoes shirt knife hammer gun tv telly radio internet "
        "instagram facebook game games film football dinner lunch breakfast tea coffee soup "
        "bread sugar cake alcohol vodka whisky weed cannabis cocaine smoking cigarettes "
        "gambling debt debts rent bills gas benefits solicitor hearing custody union manager "
        "colleague colleagues office factory warehouse courier postman driver waiter waitress "
        "mechanic builder teacher nurse cleaner chef exam exams pupil bullied bully playground "
        "foster adoption miscarriage abortion scan birth cot nappy nursery hair teeth hands "
        "moved moving leaves leaving left gone quit fired sacked redundant redundancy retired "
        "retires affair cheated engaged wedding marriage widow widower viuda alone lonely haus "
        "wohnung auto zug bett küche schlaf getrunken bier wein messer polizei gericht schlägt "
        "geld firma büro hund garten tod gestorben beerdigung vive casa coche trabajo colegio "
        "instituto policía dinero cama noche cerveza vino muerte murió hospital travail voiture "
        "école lit nuit matin argent police mort parti partie collègue salle lavoro letto notte "
        "soldi macchina scuola morto huis werk bed nacht house home flat bungalow hostel "
        "kitchen shed bathroom window door corridor chair car bus school job shift work boiler "
        "tenants prison court licence money cash paid phone text message messages voicemail "
        "zoom drink drinks drank drinking drunk wine beer crack pills tablets sleep sleeping "
        "sleeps slept ate eating eats laxatives funeral divorced divorce separated married "
        "estranged pregnant baby died death killed hanged hung dog photo photos letter "
        "ambulance lives lost new ring rang college anatomy tabletten kinder arbeit kündigung "
        "schule maison maîtresse brazos telefono supermarkt gescheiden verheiratet casado "
        "separado trennung"
    ),
    "distress": (
        "shaking shakes trembling flashbacks bruise bruises burnt burned binge bingeing "
        "vomiting vomits purging starving hears voices paranoid pacing agitated irritable tense "
        "numb empty hopeless helpless furious jealous lonely grief grieving mourning upset "
        "devastated frightened terrified meltdown meltdowns outburst attack attacks fainted "
        "collapsed vomit sick pain aches tired exhausted awake insomnia wakes waking woke "
        "embarrassed humiliated rejected threatened threatens attacked raped assaulted abused "
        "panik wut wütend traurig schreit schlägt gelähmt angst müde sorge tristeza triste "
        "miedo rabia enfadada pleurer colère refuse refusé tristesse paura rabbia boos bang "
        "verdriet cried cries cry crying tears tear tearful wept weeps weeping angry cross "
        "scared afraid panic panics guilt guilty ashamed shame nightmares cut cuts cutting "
        "scratches suicidal suicide overdose harm hurt silent silence quiet flat fragile low "
        "worried worries worse dread bristled shouted shouts shouting screamed faints refused "
        "refuses refusing hit slammed threw strangulation stress anxious anxiety depressed "
        "depression relapse sober heroin weint geweint tränen betrunken sorgen scham streit "
        "pleure crie peur angoisse llora llorando llama cortes insomnio piange paniek huilt lęk "
        "płacze"
    ),
    "care": (
        "keyworker caseworker cpn psychiatrist interpreter sectioned ward caseload cancelled "
        "cancels cancel late dna rtc rx lorazepam sertraline sertralin escitalopram mirtazapine "
        "fluoxetine diazepam olanzapine quetiapine lithium citalopram propranolol zopiclone "
        "informe bilan séances entretien consent letter report noted given asked ask mention "
        "mentioned brought bring bringing room ended ending break plan safety bruised "
        "supervision klientin klienten behandlung medikation tabletten praxis medicación médico "
        "propongo visita adressée traitement médicament session sessions sess seen saw gp meds "
        "dose mg depot referred referral refer ref review offered agreed assess assessed intake "
        "assessment risk safeguarding client ct cl pt pat patient supervisor appt appts score "
        "scored homework hw dna'd dietitian bloods counselling therapy attended attendance "
        "visited recommend admitted discharged police marac dash core phq gad suds y-bocs "
        "weight bmi self-referred supports presenting concerns explored call disclosed "
        "discloses admits reports denies insurance member diary placement keyworking methadone "
        "std sitzung patientin klient termin verlauf thema wirkt diagnose cita urgencias "
        "derivamos paciente refiere suivie rappeler séance assistante terapia richiamare vista "
        "visto signora dott afspraak gebruikt oxazepam klientka wizyta frau herr mevr mr mrs ms"
    ),
    "book": (
        "may might can should often usually generally include includes including such these "
        "those research researchers study studies theory theories theorists model concept "
        "concepts individuals people persons clients patients therapists nurses students "
        "children adults women men families groups approach example examples defined refers "
        "called known between among however therefore although which used use uses process when "
        "if or other important effects effect development health social psychological provide "
        "providers chapter figure table according based kann können oft wird werden puede "
        "pueden suele peut souvent"
    ),
    "you": ("you your yours yourself we our us"),
    "little words": (
        "the of and a an to in is are that as by with for on be this from at it its was were "
        "der die das und ist von zu mit dem den ein eine im la el los las de que y en un una le "
        "les des et du à il di e che een het van"
    ),
}
"""Words that tell one person's life from a book, each in the first kind that has it."""
