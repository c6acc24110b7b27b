"""Portuguese words by kind."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "he or she": "ele ela lhe seu sua seus suas se dele dela sr sra senhor senhora dona",
    "said and did": (
        "diz disse dizia dito conta contou contava pergunta perguntou respondeu responde fala "
        "falou falava refere referiu relata relatou descreve explica explicou nega pensa pensou "
        "pensava acha acredita sabe sabia quer queria pode podia vem veio vinha chega chegou foi "
        "ia vai volta voltou sai saiu fica ficou toma tomou põe pôs dá deu traz trouxe deixa "
        "deixou olha olhou mostra mostrou escreve escreveu liga ligou telefonou encontra sente "
        "sentiu sentia ri riu sorri sorriu espera senta levanta desenha brinca recusa aceita "
        "começa começou tem tinha teve está estava esteve é era faz fez fazia gosta perde perdeu "
        "vive vivia mora dorme dormia come comia bebe bebia pede pediu lembra evita consegue "
        "conseguiu param"
    ),
    "I": "eu me mim meu minha meus minhas comigo",
    "family": (
        "mãe pai pais filho filha filhos filhas criança crianças menino menina irmão irmã irmãos "
        "avó avô avós tio tia sobrinho sobrinha primo prima marido mulher esposo esposa "
        "companheiro companheira namorado namorada ex amigo amiga amigos sogra sogro cunhado "
        "cunhada genro nora padrasto madrasta bebé bebê gémeos gêmeos viúvo viúva família vizinho "
        "vizinha colega colegas chefe patrão cão cachorro gato"
    ),
    "when": (
        "hoje ontem amanhã segunda terça quarta quinta sexta segunda-feira terça-feira "
        "quarta-feira quinta-feira sexta-feira sábado domingo manhã tarde noite noites semana "
        "semanas mês meses ano anos dia dias hora horas minutos desde antes depois então ainda já "
        "sempre última último próxima próximo passada passado vez vezes agora novamente "
        "recentemente cedo até janeiro fevereiro março abril maio junho julho agosto setembro "
        "outubro novembro dezembro natal há atraso enquanto"
    ),
    "everyday life": (
        "casa apartamento quarto cozinha cama sofá mesa porta janela escada jardim carro "
        "autocarro ônibus comboio trem metro rua bicicleta carta chave chaves mala bolsa telefone "
        "telemóvel celular mensagem mensagens foto fotos vídeo trabalho trabalha trabalhar "
        "escritório fábrica loja turno despedido despedida demitido demitida desempregado reforma "
        "aposentado dinheiro dívidas renda aluguel salário polícia tribunal advogado queixa "
        "prisão escola professora professor turma exame universidade mudança divórcio divorciado "
        "divorciada separado separada separação casado casada casamento grávida gravidez parto "
        "aborto morte morreu morto morta faleceu funeral enterro cemitério jantar almoço café "
        "vinho cerveja álcool bebido fuma fumar droga drogas dormir sono supermercado futebol "
        "igreja acidente sozinho sozinha mãos rosto olhos voz cabelo"
    ),
    "distress": (
        "medo medos ansiedade ansiosa ansioso angústia pânico triste tristeza chora chorou "
        "chorava chorando chorar lágrimas raiva zangada zangado irritada irritado cansada cansado "
        "exausta solidão desesperada desesperado impotente impotência culpa culpada culpado "
        "vergonha preocupada preocupado preocupação discussão discussões discutiu grita gritou "
        "bate bateu batia violência ameaça ameaçou pesadelo pesadelos insónia insônia treme "
        "tremia tonturas náuseas dor dores vomita vomitou corta cortes cortou suicídio suicida "
        "morrer matar-se recaída vazio vazia nervosa nervoso tensa silêncio calada calado mal "
        "pior deprimida deprimido depressão abuso assalto humor"
    ),
    "care": (
        "sessão sessões consulta consultas entrevista atendi atendimento paciente utente cliente "
        "supervisão supervisora supervisor terapia terapeuta psiquiatra médico médica enfermeira "
        "hospital urgência internamento internada internado alta encaminhada encaminhado "
        "tratamento medicação comprimidos remédio mg dose sertralina relatório motivo "
        "antecedentes diagnóstico evolução plano objetivo tarefa tarefas diário exercício "
        "combinámos combinamos proponho revisão assistente social estágio caso faltou desmarcou "
        "ideação"
    ),
    "book": (
        "pode podem geralmente frequentemente exemplo teoria modelo estudo estudos pesquisa "
        "investigação autor autores conceito noção abordagem pessoas sujeitos pacientes "
        "terapeutas adultos assim porém contudo além embora segundo define consiste permite "
        "compreende distingue capítulo figura tabela método processo desenvolvimento papel "
        "psicologia psicoterapia psicanálise transtorno perturbação sintomas qual quais deve "
        "devem cada"
    ),
    "you": "tu te ti teu tua você vocês vós nós nos nosso nossa",
    "little words": (
        "o os a as um uma uns umas de do da dos das em no na nos nas ao aos à às e ou mas que "
        "quem com sem por pelo pela para sobre como se quando porque não nem mais menos muito "
        "também isto isso esta este nada ninguém algo tudo todos bem"
    ),
}
