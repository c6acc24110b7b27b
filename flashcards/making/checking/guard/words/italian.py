"""Italian words by kind."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": (
        "lui lei egli ella gli le suo sua suoi sue si loro signora signor sig dott dottoressa"
    ),
    "said and did": (
        "dice diceva detto disse racconta raccontava raccontato riferisce riferito chiede "
        "chiedeva chiesto risponde risposto parla parlava parlato descrive spiega pensa pensava "
        "pensato crede credeva sa sapeva vuole voleva voluto può poteva viene veniva venuto "
        "venuta arriva arrivava arrivato arrivata va andava andato andata torna tornato tornata "
        "resta rimane rimasta prende preso mette messo dà dato porta portato lascia lasciato "
        "guarda guardava guardato mostra mostrato scrive scritto chiama chiamato telefona "
        "telefonato trova sente sentito ride sorride aspetta seduta seduto alza disegna gioca "
        "rifiuta accetta comincia ricominciato finito ha aveva ho è era sono stato stata fa "
        "faceva fatto piace perde perso vive viveva dorme dormiva mangia mangiava beve beveva "
        "nega ricorda evita riesce"
    ),
    "I": "io mi me mio mia miei mie m'",
    "family": (
        "madre padre genitori mamma papà figlio figlia figli bambino bambina bambini fratello "
        "sorella fratelli sorelle nonno nonna nonni zio zia nipote cugino cugina marito moglie "
        "compagno compagna fidanzato fidanzata ragazzo ragazza ex amico amica amici suocera "
        "suocero cognato cognata genero nuora patrigno matrigna neonato gemelli vedovo vedova "
        "famiglia vicino vicina collega colleghi capo titolare cane gatto"
    ),
    "when": (
        "oggi ieri domani lunedì martedì mercoledì giovedì venerdì sabato domenica mattina sera "
        "notte pomeriggio settimana settimane mese mesi anno anni giorno giorni giornate ora ore "
        "minuti da dopo prima poi ancora già sempre adesso ultima ultimo scorsa scorso prossima "
        "prossimo volta volte nuovo recentemente presto tardi ritardo anticipo gennaio febbraio "
        "marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre natale "
        "pasqua fa finché mentre"
    ),
    "everyday life": (
        "casa appartamento camera cucina letto divano tavolo porta finestra scale giardino "
        "macchina auto autobus treno strada bici patente chiave chiavi valigia borsa telefono "
        "cellulare messaggio messaggi lettera foto video lavoro lavora lavorare ufficio fabbrica "
        "negozio turno turni licenziato licenziata disoccupato pensione soldi debiti affitto "
        "stipendio polizia carabinieri tribunale avvocato denuncia carcere scuola classe maestra "
        "professore esame università trasloco divorzio divorziata divorziato separata separato "
        "separazione sposata sposato matrimonio incinta gravidanza parto aborto morte morto morta "
        "funerale cimitero cena pranzo colazione caffè vino birra alcol bevuto fuma fumare canne "
        "droga dormire sonno spesa supermercato calcio chiesa incidente solo sola mani mano viso "
        "occhi voce capelli peso"
    ),
    "distress": (
        "paura paure ansia ansiosa ansioso angoscia panico triste tristezza piange piangeva "
        "pianto piangere lacrime rabbia arrabbiata arrabbiato furiosa stanca stanco esausta "
        "solitudine disperata disperato disperazione impotente impotenza colpa vergogna "
        "preoccupata preoccupato preoccupazione litiga litigio litigato litigi urla urlato grida "
        "picchia picchiata picchiato botte violenza minaccia incubo incubi insonnia trema tremava "
        "vertigini nausea dolore dolori vomita vomito taglia tagli autolesionismo suicidio "
        "suicidaria suicidarie morire farla ammazzarsi ricaduta vuoto vuota agitata nervosa "
        "nervoso tesa irritabile silenzio male peggio depressa depresso depressione abusi umore"
    ),
    "care": (
        "seduta sedute colloquio colloqui incontro appuntamento visita paziente pazienti cliente "
        "supervisione supervisore supervisora terapia terapeuta psichiatra medico curante "
        "infermiera ospedale ricovero ricoverata ricoverato dimessa dimesso "
        "dimissione invio inviata inviato trattamento farmaco farmaci compresse pastiglie mg dose "
        "sertralina lorazepam relazione motivo anamnesi diagnosi andamento piano obiettivo "
        "compito compiti diario esercizio concordato concordiamo propongo proposto rivediamo "
        "rivisto rivista rivedo richiamare chiamare assistente sociale tirocinio annullato "
        "saltato ideazione caso"
    ),
    "book": (
        "può possono spesso generalmente esempio teoria modello studio studi ricerca ricerche "
        "autore autori concetto nozione approccio persone soggetti pazienti terapeuti adulti così "
        "tuttavia inoltre secondo definisce definito consiste permette comprende distingue "
        "capitolo figura tabella metodo processo sviluppo ruolo psicologia psicoterapia "
        "psicoanalisi disturbo disturbi sintomi quale quali deve devono oppure mentre ogni legge "
        "servizi"
    ),
    "you": "tu ti te tuo tua voi vostro noi ci nostro nostra lei",
    "little words": (
        "il lo la i l' un una uno di d' del dello della dei delle dell' a al allo alla ai alle e "
        "ed o ma che chi in nel nella nei con su sul sulla per tra fra come se quando perché non "
        "né più meno molto anche questo questa quello quella niente nulla nessuno qualcosa tutto "
        "tutti bene"
    ),
}
