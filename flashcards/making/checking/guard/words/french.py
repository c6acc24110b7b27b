"""French words by kind."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": (
        "il elle lui son sa ses s' se eux leur leurs sien sienne monsieur madame mme mlle mr"
    ),
    "said and did": (
        "dit disait disant raconte racontait raconté demande demandait demandé répond répondit "
        "répondu parle parlait parlé rapporte évoque évoquait évoqué décrit explique expliqué "
        "avoue avoué pense pensait pensé croit croyait sait savait veut voulait voulu peut pu "
        "vient venait venu venue arrive arrivait arrivé arrivée part parti partie reste restait "
        "resté restée va allait allé allée revient revenu revenue prend prenait pris met mis "
        "donne donné apporte apporté laisse laissé quitte quitté regarde regardait regardé montre "
        "montré écrit appelle appelé rappelé téléphone téléphoné trouve trouvé sent senti ressent "
        "rit sourit souriait tient tenait attend attendait attendu assied assis assise lève levée "
        "dessine joue jouait refuse refusé accepte accepté commence commencé arrête arrêté a "
        "avait ai est était suis été fait faisait aime aimait entend entendu perdu perd vit "
        "vivait dort dormait mange mangeait boit buvait"
    ),
    "I": "je j' me m' moi mon ma mes mien mienne",
    "family": (
        "mère père parents maman papa fils fille enfants enfant petit petite frère sœur soeur "
        "frères sœurs grand-mère grand-père grands-parents mamie papi tante oncle nièce neveu "
        "cousin cousine mari femme époux épouse conjoint conjointe compagnon compagne copain "
        "copine ami amie amis amies fiancé fiancée ex beau-père belle-mère belle-sœur beau-frère "
        "belle-fille gendre bébé jumeaux veuf veuve famille voisin voisine collègue collègues "
        "patron patronne chef colocataire maîtresse chien chat"
    ),
    "when": (
        "aujourd'hui hier demain avant-hier lundi mardi mercredi jeudi vendredi samedi dimanche "
        "matin soir nuit midi après-midi semaine semaines mois an ans année jour jours heure "
        "heures minutes min week-end depuis avant après pendant puis ensuite enfin encore "
        "toujours déjà dernier dernière derniers prochain prochaine tard tôt retard avance fois "
        "deux-fois ce maintenant récemment bientôt jusqu'à janvier février mars avril mai juin "
        "juillet août septembre octobre novembre décembre noël pâques rentrée vacances quinze "
        "lendemain veille longtemps"
    ),
    "everyday life": (
        "maison appartement chambre cuisine lit canapé table porte fenêtre escalier jardin "
        "voiture bus train métro rue vélo permis clé clés valise sac téléphone portable message "
        "messages sms lettre photo photos vidéo télé ordinateur travail travaille boulot bureau "
        "usine poste licencié licenciée licenciement chômage arrêt retraite argent dettes loyer "
        "salaire police tribunal avocat avocate plainte prison école collège lycée classe "
        "professeur examen crèche déménagé déménagement divorce divorcé divorcée séparé séparée "
        "séparation marié mariée mariage enceinte grossesse accouchement fausse-couche mort morte "
        "décès décédé décédée enterrement obsèques tombe repas dîner déjeuner café thé vin bière "
        "alcool verre verres bu fume fumer cigarettes cannabis joint drogue dormir sommeil réveil "
        "réveille levé douche courses supermarché match église accident seul seule quitté manteau "
        "mains main visage yeux voix tête cheveux"
    ),
    "distress": (
        "peur peurs angoisse angoisses angoissé angoissée anxieux anxieuse anxiété panique triste "
        "tristesse pleure pleurait pleuré pleurer larmes sanglots colère furieux furieuse énervé "
        "énervée fatigué fatiguée épuisé épuisée seul solitude désespoir désespéré désespérée "
        "impuissant impuissante impuissance coupable culpabilité honte inquiet inquiète "
        "inquiétude souci soucis dispute disputes disputé crie criait crié frappé frappe tape "
        "coups violent violence menace menacé cauchemar cauchemars insomnie insomnies tremble "
        "tremblait tremblements vertiges nausée douleurs douleur vomit vomi coupée coupé scarifie "
        "scarifications suicide suicidaire suicidaires mourir noires rechute vide perdue débordée "
        "débordé agitée agité tendu tendue irritable silence silencieux silencieuse mal pire "
        "déprimé déprimée dépressif dépression harcelé harcelée harcèlement agressé agressée gêne "
        "malaise"
    ),
    "care": (
        "séance séances entretien entretiens rendez-vous rdv consultation consultations patient "
        "patiente pt cliente client suivi suivie supervision superviseur superviseure thérapie "
        "thérapeute psychiatre médecin traitant généraliste infirmière infirmier hôpital urgences "
        "hospitalisé hospitalisée hospitalisation clinique service traitement médicament "
        "médicaments comprimés mg dose ordonnance antidépresseur anxiolytique sertraline "
        "paroxétine escitalopram lexomil xanax bilan compte-rendu courrier confrère consœur "
        "adresse adressé adressée avis motif antécédents diagnostic évolution plan objectif "
        "exercice exercices devoirs tâche carnet revoir revu revue reprendre repris convenu "
        "convient propose proposé proposons stage assistante sociale éducatrice éducateur "
        "signalement accord annulé annulée absent absente idées demi-heure note"
    ),
    "book": (
        "peut peuvent souvent généralement parfois exemple théorie modèle étude études recherche "
        "recherches auteur auteurs concept notion approche personnes sujets patients thérapeutes "
        "cliniciens enfants adultes ainsi cependant toutefois donc afin selon désigne définit "
        "appelle consiste permet comprend distingue chapitre figure tableau méthode processus "
        "développement rôle sens psychologie psychothérapie psychanalyse trouble troubles "
        "symptômes lequel laquelle lesquels dont doit doivent quelles quels quelle quel formation "
        "participant participants psychologue secret compétentes lorsque celui celle ceux celles "
        "chaque"
    ),
    "you": "tu te toi ton ta tes t' vous votre vos nous notre nos on",
    "little words": (
        "le la les l' un une des de d' du au aux et ou mais où que qu' qui ne n' pas plus moins "
        "très en y dans sur sous avec sans pour par chez contre entre vers comme si quand parce "
        "c' cela ça cet cette ces rien tout toute tous bien"
    ),
}
