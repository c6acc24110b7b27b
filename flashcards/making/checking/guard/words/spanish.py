"""Spanish words by kind."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": "él ella le les lo la su sus se consigo suyo suya sr sra srta señor señora d dña",
    "said and did": (
        "dice dijo diciendo dicho cuenta contó contaba contado pregunta preguntó preguntado "
        "responde respondió respondido habla habló hablaba hablado refiere refirió comenta "
        "comentó explica explicó describe relata relató reconoce niega negó piensa pensó pensaba "
        "pensado cree creía sabe sabía quiere quería quiso puede podía pudo viene vino venía "
        "venido llega llegó llegaba llegado va fue iba ido vuelve volvió vuelto sale salió queda "
        "quedó quedamos toma tomó pone puso ponía da dio trae trajo traído deja dejó dejado mira "
        "miró miraba muestra mostró enseña enseñó escribe escribió llama llamó llamado llamaba "
        "encuentra siente sintió sentía ríe rió rio sonríe sonrió espera sienta sentó levanta "
        "dibuja juega rechaza acepta empieza empezó termina ha había he está estaba estuvo es era "
        "hace hizo hacía tiene tenía tuvo gusta oye oyó pierde perdió perdido vive vivía duerme "
        "dormía come comía bebe bebía acude acudió pide pidió sigue recuerda recordó evita logra "
        "logró"
    ),
    "I": "yo me mí mi mis conmigo mío mía",
    "family": (
        "madre padre padres mamá papá hijo hija hijos hijas niño niña niños hermano hermana "
        "hermanos hermanas abuelo abuela abuelos tío tía tíos sobrino sobrina primo prima marido "
        "mujer esposo esposa pareja novio novia ex amigo amiga amigos amigas suegra suegro cuñado "
        "cuñada yerno nuera padrastro madrastra bebé gemelos viudo viuda familia vecino vecina "
        "compañero compañera compañeros jefe jefa casero perro gato"
    ),
    "when": (
        "hoy ayer mañana anteayer anoche lunes martes miércoles jueves viernes sábado domingo "
        "tarde noche madrugada mediodía semana semanas mes meses año años día días hora horas "
        "minutos desde antes después luego entonces todavía aún ya siempre última último próxima "
        "próximo pasada pasado vez veces otra ahora recientemente pronto hasta enero "
        "febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
        "navidad verano temprano puntual nuevamente mientras durante actualmente fin"
    ),
    "everyday life": (
        "casa piso habitación cuarto cocina cama sofá mesa puerta ventana escalera jardín coche "
        "autobús tren metro calle moto carné llave llaves maleta bolso teléfono móvil mensaje "
        "mensajes carta foto fotos vídeo tele ordenador trabajo trabaja trabajar oficina fábrica "
        "tienda turno turnos despido despidieron despedido despedida paro baja jubilado jubilada "
        "dinero deudas alquiler sueldo policía juzgado juicio abogado abogada denuncia denunciar "
        "cárcel colegio instituto escuela clase profesora profesor maestra examen universidad "
        "mudanza mudó divorcio divorciado divorciada separado separada separación casado casada "
        "boda embarazo embarazada parto aborto muerte murió muerto muerta falleció funeral "
        "entierro cementerio cena desayuno comida café vino cerveza alcohol bebido copas fuma "
        "fumar porros droga dormir sueño despierta ducha compra supermercado fútbol iglesia "
        "accidente solo sola manos mano cara ojos voz pelo brazos silla baile ropa"
    ),
    "distress": (
        "miedo miedos ansiedad angustia angustiada angustiado pánico triste tristeza llora lloró "
        "llorando lloraba llorar lágrimas rabia enfado enfadada enfadado furiosa furioso cansada "
        "cansado agotada agotado soledad desesperada desesperado desesperanza impotente "
        "impotencia culpable culpa culpas vergüenza preocupada preocupado preocupación preocupa "
        "discusión discusiones discute discutió discutieron grita gritó gritaba pega pegó pegaba "
        "golpes golpeó violencia amenaza amenazó pesadilla pesadillas insomnio temblaba tiembla "
        "temblor mareo mareos náuseas dolor dolores vomita vomitó corta cortes cortado "
        "autolesiones suicidio suicida suicidarse morir morirse matarse daño recaída vacía vacío "
        "bloqueada nerviosa nervioso tensa inquieta irritable silencio callada callado mal peor "
        "deprimida deprimido depresión acoso abusos abusó atraco agresión palpitaciones ojeras "
        "ánimo"
    ),
    "care": (
        "sesión sesiones consulta consultas entrevista cita citas paciente pacientes cliente "
        "supervisión supervisar supervisora supervisor terapia terapeuta psiquiatra médico médica "
        "cabecera enfermera hospital urgencias ingreso ingresada ingresado ingresó alta derivada "
        "derivado derivación derivamos tratamiento medicación pastillas pastilla mg dosis "
        "antidepresivo ansiolítico sertralina lorazepam fluoxetina escitalopram informe motivo "
        "antecedentes diagnóstico evolución plan objetivo objetivos tarea tareas registro diario "
        "ejercicio ejercicios acordamos propongo propuse proponemos revisión seguimiento "
        "trabajadora social orientadora prácticas caso anulado anuló canceló faltó ideación ideas "
        "tutor nº recomienda realizaron anamnesis"
    ),
    "book": (
        "puede pueden suele suelen generalmente frecuentemente ejemplo teoría modelo estudio "
        "estudios investigación investigaciones autor autores concepto noción enfoque personas "
        "sujetos terapeutas profesionales adultos así embargo además aunque según define definen "
        "denomina consiste permite comprende distingue capítulo figura tabla método proceso "
        "desarrollo papel psicología psicoterapia psicoanálisis trastorno trastornos síntomas "
        "cual cuales debe deben qué cuáles cuál elabore discuta plantea formación participantes "
        "psicólogo profesión existe ocurre quien quienes cada cuanto dicho sino entre ante"
    ),
    "you": "tú te ti tu tus contigo usted ustedes nosotros nos nuestro nuestra nuestros",
    "little words": (
        "el los las un una unos unas de del al a y e o u pero que en con sin por para sobre hacia "
        "contra como si cuando porque no ni más menos muy también tampoco esto eso esta este esa "
        "ese lo nada nadie algo todo toda todos bien"
    ),
}
