"""English words by kind."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": "he she him her his hers himself herself he's she's he'd she'd he'll she'll",
    "said and did": (
        "said says say saying told tells tell telling asked asks ask asking gave gives got gets "
        "went goes came comes took takes brought brings made put puts let lets kept keeps keep "
        "looked looks sat sits sitting stood stands walked walks ran runs rang rings called calls "
        "wrote writes opened started stopped stops began begins laughed laughs smiled smiles "
        "thinks thought knew knows wants wanted likes liked loves loved hates hated feels felt "
        "finds found plays played slept agreed agrees apologised apologises denied admits "
        "admitted believes hasn't didn't doesn't can't won't wouldn't couldn't isn't wasn't "
        "hadn't haven't arrived arrives talked talks talking spoke showed shows nodded nods shook "
        "remembered remembers mentioned mentions handed pulled pushed turned waited waits stayed "
        "stays stared followed drove drives explained described reported noticed realised "
        "realized wondered answered replied read reads mention bring bringing given ended ending "
        "noted seen saw cancelled cancels cancel visits joked shrugged reached leaned held holds "
        "hid hides promised decided decides managed forgot missed paid phoned texted visited "
        "thanked"
    ),
    "I": "i me my i'm i've i'd i'll mine myself",
    "family": (
        "grandad grandpa granddad grandma auntie stepson stepdaughter godmother in-laws relatives "
        "parents parent sibling siblings couple niece nephew friend friends mate mates husband "
        "hubby wife ex girlfriend boyfriend partner sister brother mother mum mom father dad papa "
        "son daughter twins kids stepdad stepmum stepfather stepmother uncle aunt cousin nan gran "
        "grandmother grandfather mother-in-law father-in-law son-in-law daughter-in-law grandson "
        "granddaughter grandchildren fiancé fiancée fiance fiancee landlord flatmate roommate "
        "housemate neighbour neighbours neighbor neighbors boss lad lads carer foster sponsor "
        "tutor sister's brother's mother's mum's mom's father's dad's husband's wife's partner's "
        "son's daughter's boyfriend's girlfriend's mam baby's"
    ),
    "when": (
        "ago first second third fourth fifth sixth yet already nearly soon later until till "
        "before after once twice daily monthly month months year years yr yrs hour hours minutes "
        "minute days day late early monday tuesday wednesday thursday friday saturday sunday "
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed weds "
        "thu thurs fri sat sun today tonight yesterday tomorrow last next again still since "
        "weekly fortnightly fortnight week weeks weekend wk wks hrs mins pm am jan feb mar apr "
        "jun jul aug sept oct nov dec january february march april june july august september "
        "october november december easter christmas evening morning afternoon night nights then"
    ),
    "everyday life": (
        "street shop shops pub gym church mosque tram train station taxi van lorry truck bike "
        "boat plane park garden allotment field beach river road stairs sofa couch table fridge "
        "oven light lights keys key coat bag box hat shoes shirt scarf sleeves glasses ring knife "
        "hammer gun tv telly radio internet instagram facebook game games film football dinner "
        "lunch breakfast supper tea coffee soup bread sugar cake alcohol vodka whisky weed "
        "cannabis cocaine smoking cigarettes gambling debt debts rent bills gas benefits "
        "solicitor lawyer hearing custody union manager colleague colleagues office factory "
        "warehouse depot courier postman driver waiter waitress mechanic builder teacher nurse "
        "cleaner chef baker exam exams pupil bullied bully playground foster adoption miscarriage "
        "abortion scan birth cot nappy nursery hair teeth hands hand face eyes voice moved moving "
        "leaves leaving left gone quit fired sacked redundant redundancy retired retires affair "
        "cheated engaged wedding marriage widow widower widowed alone lonely house home flat "
        "apartment bungalow hostel kitchen shed garage bathroom bedroom bed window door corridor "
        "chair car bus school job shift shifts work working boiler tenants prison court licence "
        "license money cash phone text texts message messages voicemail zoom drink drinks drank "
        "drinking drunk wine beer crack pills tablets sleep sleeping sleeps ate eating eats "
        "laxatives funeral divorced divorce separated married estranged pregnant baby died death "
        "killed hanged hung dog cat photo photos letter letters ambulance lives lost new room "
        "break report late police call service insurance member diary placement weight college "
        "anatomy supermarket appeal birthday holiday holidays parking"
    ),
    "distress": (
        "shaking shakes trembling flashbacks bruise bruises burnt burned binge bingeing binges "
        "vomiting vomits purging purged starving hears voices paranoid pacing agitated irritable "
        "tense numb empty hopeless helpless furious jealous lonely grief grieving mourning upset "
        "devastated frightened terrified meltdown meltdowns outburst attack attacks fainted "
        "collapsed vomit sick pain aches tired exhausted awake insomnia wakes waking woke "
        "embarrassed humiliated rejected threatened threatens attacked raped assaulted abused "
        "panic panics panicked cried cries cry crying tears tear tearful wept weeps weeping angry "
        "cross scared afraid guilt guilty ashamed shame nightmares nightmare cut cuts cutting "
        "scratches suicidal suicide overdose harm hurt hurts silent silence quiet flat fragile "
        "low worried worries worry worse dread bristled shouted shouts shouting screamed faints "
        "refused refuses refusing hit slammed threw strangulation stress anxious anxiety "
        "depressed depression relapse relapsed lapsed sober heroin anger bored stuck overwhelmed "
        "row rows argued argument arguments"
    ),
    "care": (
        "keyworker caseworker cpn psychiatrist psychiatric interpreter sectioned ward caseload "
        "dna rtc rx lorazepam sertraline escitalopram mirtazapine fluoxetine diazepam olanzapine "
        "quetiapine lithium citalopram propranolol zopiclone prazosin consent supervision session "
        "sessions sess gp gp's meds medication medications dose mg depot referred referral refer "
        "ref assess assessed intake assessment risk safeguarding client ct cl pt pat patient "
        "supervisor supervisor's appt appts appointment appointments score scored homework hw "
        "dna'd dietitian bloods counselling counsellor counselor therapy therapist attended "
        "attendance attends admitted discharged discharge marac phq gad suds y-bocs bmi "
        "self-referred presenting disclosed discloses denies keyworking methadone clinic "
        "probation crisis hospital treated handover safety plan diagnosis diagnosed tablets "
        "caseness formulation exposure sw hv cmht camhs caring review "
        "offered explored"
    ),
    "book": (
        "may might can should often usually generally include includes including such these those "
        "research researchers study studies theory theories theorists model concept concepts "
        "individuals people persons clients patients therapists nurses students children adults "
        "women men families groups approach example examples defined refers known between among "
        "however therefore although which used use uses process when if or other important "
        "effects effect development health social psychological provide providers chapter figure "
        "table according based readers author authors published book books novel participants "
        "participant course training lecture exercise exercises discuss section trainee trainees "
        "counsellors staff members questions question answer whether must each some many most "
        "called case cases"
    ),
    "you": "you your yours yourself we our us",
    "little words": (
        "the of and a an to in is are that as by with for on be this from at it its was were but "
        "not so no they them their there has have had do does did been being than what who how "
        "where why about out up off into over"
    ),
}
