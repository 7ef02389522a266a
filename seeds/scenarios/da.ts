import type { Scenario } from '../types.ts'
import { asks, back, note, out, waits } from './turns.ts'

const common = { brand: 'fjeld', language: 'da' } as const

export const danish: Scenario[] = [
  {
    ...common, id: 'da-where-is-it', kind: 'order', tags: ['delivery'], about: 'backpack', peak: 'sale',
    subjects: ['Hvor er min pakke?', 'Ordre {order} er ikke kommet', 'a| Forsinket levering', 'Spørgsmål til levering af {order}'],
    opening: [
      ['a| Jeg bestilte en rygsæk ({product}) hos jer den {boughtOn}, og den er ikke kommet endnu.', 'a| Min ordre {order} skulle have været her for {days} dage siden.', 'b| Ifølge sporingen er min pakke leveret i pakkeboksen, men der er ikke noget i den.', 'a| Jeg venter stadig på ordre {order}.'],
      ['Jeg har betalt {price} med kort.', 'a| Sporingen siger bare „på vej“.', 'Naboen har heller ikke fået den.', 'Vi skal af sted på ferie om lidt, så det begynder at haste.'],
      ['ab| Kan I se, hvor den er?', 'Hvornår kan jeg regne med at få den?', 'Vil I undersøge det for mig?', 'Hvis den ikke er her inden {soonDay}, vil jeg gerne annullere.'],
    ],
    courses: [
      [waits('a| Tak for din besked. Jeg kan godt forstå, at du er utålmodig. Pakken er sendt fra os til tiden, men PostNord har ikke scannet den siden. Jeg har oprettet en eftersøgning og skriver til dig, så snart jeg har hørt fra dem.', 'a| Det er jeg ked af at høre. Jeg har bedt PostNord om at finde pakken {tracking}, og de plejer at svare inden for to hverdage. Du hører fra mig senest {soonDay}.'),
        back('Tak. Der er ikke sket noget endnu, kan jeg se.', 'Okay, så venter jeg lidt endnu. Men jeg skal bruge den på {soonDay}.'),
        out('PostNord kan desværre ikke finde pakken. Jeg har derfor sendt en ny {product} til dig i dag, og den bliver leveret på {soonDay}. Du skal ikke gøre mere.', 'Så er den fundet! Pakken lå i en forkert pakkeshop og bliver nu kørt til {city}. Du får en sms, når den er klar.')],
      [note('da', 'b| Står som leveret i pakkeboks, men kunden har ikke fået kode. Prøver at gensende.', 'b| Leveringsbevis hentet, forkert husnummer.'),
        out('b| Jeg har fundet fejlen: Koden til pakkeboksen blev sendt til et forkert nummer. Du finder den rigtige kode i det vedhæftede, og pakken bliver liggende i fire dage mere.')],
    ],
  },
  {
    ...common, id: 'da-return', kind: 'return', tags: ['return', 'size'], about: 'jacket',
    subjects: ['Returnering af jakke', 'Vil gerne bytte {product}', 'ab| Bytte til en anden størrelse', 'Retur {order}'],
    opening: [
      ['a| Jeg har lige fået jakken {product}, men den er for stor over skuldrene.', 'Jeg købte en {product} hos jer den {boughtOn} og vil gerne bytte den.', 'b| Jakken fra ordre {order} er rigtig flot, men ærmerne er for korte til mig.'],
      ['Den er kun prøvet på, og mærket sidder stadig i.', 'Jeg har gemt posen, den kom i.', 'a| Normalt bruger jeg M, men jeres M er vist en stor M.'],
      ['a| Kan jeg bytte til en mindre størrelse?', 'Hvordan gør jeg, og koster det noget?', 'Kan I sende en returlabel?', 'a| Jeg vil helst have pengene tilbage, hvis I ikke har den i S.'],
    ],
    courses: [
      [out('Selvfølgelig kan du bytte. Jeg har vedhæftet en returlabel, så det koster dig ikke noget. Aflevér pakken i en pakkeshop, så sender vi den nye størrelse, når den er scannet.', 'Det klarer vi. Jeg har lagt en jakke i den rigtige størrelse til side til dig. Sæt den vedhæftede label på pakken, og gem kvitteringen fra pakkeshoppen.')],
      [asks('a| Det er helt i orden. Den mindre størrelse findes lige nu kun i mørkegrøn, den sorte kommer først igen om en måneds tid. Hvad vil du helst?'),
        back('Mørkegrøn er fint!', 'Så vil jeg hellere have pengene retur, tak.', 'Puha, svært. Jeg tager den grønne.'),
        out('Det er noteret. Returlabelen er vedhæftet, og du får en bekræftelse, når vi har modtaget jakken.')],
    ],
  },
  {
    ...common, id: 'da-zip', kind: 'technical', tags: ['warranty', 'repair'], about: 'tent', attachments: ['lynlaas.jpg', 'IMG_0417.jpg'],
    subjects: ['a| Lynlås i stykker', 'ab| Reklamation: {product}', 'a| Teltets lynlås hopper af', 'b| Reparation af telt'],
    opening: [
      ['a| Lynlåsen i inderteltet på min {product} går op bag skyderen.', 'a| Vi har haft teltet {product} i knap to år, og nu er lynlåsen gået i stykker.', 'b| Der er kommet et hul i sømmen ved lynlåsen på vores {product}.'],
      ['a| Jeg har prøvet med stearin, men det hjælper ikke.', 'Det skete midt om natten i regnvejr, så det var ikke sjovt.', 'Billede er vedhæftet.', 'Ellers er vi glade for teltet.'],
      ['Er det noget, I kan reparere?', 'Gælder reklamationsretten stadig?', 'a| Kan man købe skyderen løst?', 'Hvad gør vi?'],
    ],
    courses: [
      [asks('a| Det lyder træls, især i regnvejr. Kan du sende mig ordrenummeret og et billede af skyderen tæt på? På siden står der et lille tal, som jeg skal bruge.'),
        back('Ordren er {order}, og der står 8 på skyderen.', 'Her kommer et billede. Ordrenummeret er {order}.'),
        out('Tak. Det er en fejl, vi dækker. Jeg sender to nye skydere og en vejledning til dig, det kan klares med en tang på fem minutter. Vil du hellere have, at vi gør det, så skriv, så får du en returlabel.', 'Mange tak, så er jeg sikker. Send teltet til vores værksted med den vedhæftede label, så skifter vi hele lynlåsen uden beregning. Regn med cirka ti dage.')],
      [out('Ja, reklamationsretten gælder i to år, så du er inden for fristen. Jeg har sendt en returlabel til dig. Tør teltet først, hvis du kan, så reparerer vores værksted det uden beregning.')],
    ],
  },
  {
    ...common, id: 'da-giftcard', kind: 'billing', tags: ['gift-card'], about: 'headlamp', amount: [200, 1200],
    subjects: ['ab| Gavekort virker ikke', 'c| Saldo på gavekort', 'Gavekort på {amount} kr.', 'ab| Kan ikke bruge mit gavekort'],
    opening: [
      ['a| Jeg har fået et gavekort til jer på {amount} kr., men koden bliver afvist.', 'b| Jeg ville betale en pandelampe ({product}) med mit gavekort, men siden siger, at koden er brugt.', 'c| Kan I se, hvor meget der er tilbage på mit gavekort?'],
      ['Det er en gave fra min søster og er aldrig blevet brugt.', 'ab| Jeg har tastet koden både med og uden bindestreger.', 'Der burde stå {amount} kr. på det.'],
      ['ab| Hvad kan der være galt?', 'Vil I kigge på det?', 'Koden slutter på {small}7.'],
    ],
    courses: [
      [asks('Det finder vi ud af. Send mig de sidste fire tegn af koden og navnet på den, der har købt kortet, så slår jeg det op. Send venligst ikke hele koden i en mail.'),
        back('Det slutter på X4{small}, og det er købt af min søster, Lone.', 'De sidste fire er 7K{small}. Min mand har købt det.'),
        note('da', 'ac| Kortet blev aldrig aktiveret i kassen. Aktiveret nu.', 'Saldo kontrolleret: {amount} kr., ubrugt.'),
        out('ac| Tak. Kortet var aldrig blevet aktiveret ved købet, og det er vores fejl. Det er aktivt nu med den fulde saldo på {amount} kr., så du kan bruge det med det samme.')],
      [out('b| Jeg kan se, at kortet er gyldigt. Koden skal tastes uden mellemrum i feltet „Gavekort“, ikke i feltet „Rabatkode“, det snyder mange. Prøv igen, og skriv til mig, hvis det driller.')],
    ],
  },
  {
    ...common, id: 'da-question', kind: 'question', tags: ['advice'], about: 'boots', priority: 'low',
    subjects: ['Spørgsmål om {product}', 'a| Hvilken størrelse skal jeg vælge?', 'ab| Er {product} vandtætte?', 'Vejledning inden køb'],
    opening: [
      ['Jeg kigger på støvlerne {product} til en tur på Færøerne.', 'Et hurtigt spørgsmål om støvlerne {product}.', 'b| Min datter skal på spejderlejr, og vi overvejer {product}.'],
      ['a| Jeg bruger normalt str. {size}, men har en bred fod.', 'Det bliver nok vådt det meste af tiden.', 'De skal helst kunne holde i flere år.'],
      ['Er de vandtætte, eller er de kun vandafvisende?', 'a| Skal man vælge en størrelse op?', 'a| Hvor tit skal man smøre dem?'],
    ],
    courses: [
      [out('Godt spørgsmål! {product} har en vandtæt membran, så du kan gå i vådt græs hele dagen. Har du en bred fod, så tag en halv størrelse op. Giv dem voks et par gange på en sæson, så holder de længe.', 'De er vandtætte op til anklen. De fleste vælger deres almindelige størrelse, men med tykke sokker er str. {bigger} nok bedre end {size}. Du kan bytte gratis i 30 dage, så du kan roligt prøve begge.'),
        back('Perfekt, så bestiller jeg str. {bigger}. Tak for hurtigt svar!', 'Tak! Er det et plejemiddel, I også sælger?'),
        out('Det var så lidt. Voksen finder du under „Pleje“, og der kommer en lille dåse med i pakken. God tur!')],
    ],
  },
  {
    ...common, id: 'da-wrong-item', kind: 'order', tags: ['wrong-item'], about: 'stove', attachments: ['pakke.jpg'],
    subjects: ['ac| Forkert vare i pakken', 'b| Mangler en del i ordre {order}', 'ac| Fik ikke det jeg bestilte', 'Fejl i levering'],
    opening: [
      ['a| Jeg har fået pakken i dag, men der lå noget andet i, end jeg har bestilt.', 'b| I ordre {order} mangler der en {product}.', 'c| Pakken kom den {arrivedOn}, og alt var fint, bortset fra at der lå en regnslag i stedet for kogeren {product}.'],
      ['ab| På følgesedlen står det rigtige.', 'Jeg har betalt for det hele, {price} for den ene del.', 'ac| Jeg har taget et billede.'],
      ['abc| Kan I sende den rigtige?', 'ac| Hvad skal jeg gøre med den forkerte vare?', 'Jeg håber, I kan nå det inden weekenden.'],
    ],
    courses: [
      [note('da', 'ac| Pluk-fejl, to ordrer er byttet om. Lager orienteret.', 'ac| Lagerstatus på {product}: 4 stk. Sender i dag.'),
        out('ac| Beklager rodet, det er en fejl hos os. Den rigtige vare er pakket og bliver sendt i dag, så du har den på {soonDay}. Den forkerte kan du sende retur gratis med den vedhæftede label, når det passer dig.')],
      [asks('Det må du undskylde. Kan du sende et billede af labelen på pakken? Så kan jeg se, hvem der har fået din vare.'),
        back('Billedet er her.', 'Ja, se vedhæftet. Nummeret er {tracking}.'),
        out('Tak, så har jeg fundet ombytningen. Din {product} er sendt i dag. Behold bare den anden vare, den må du få for ulejligheden.')],
    ],
  },
  {
    ...common, id: 'da-complaint', kind: 'complaint', tags: ['complaint'], about: 'sleeping-bag', priority: 'high',
    subjects: ['Klage', 'Meget utilfreds med jeres service', 'Klage over ordre {order}', 'a| Tredje gang jeg skriver'],
    opening: [
      ['a| Jeg har nu skrevet til jer tre gange uden at få svar.', 'Jeg må sige, at jeg er skuffet over jer.', 'Jeg vil gerne klage over forløbet med ordre {order}.'],
      ['ab| Soveposen {product} blev sendt retur den {boughtOn}, og jeg har stadig ikke fået mine {price} tilbage.', 'ab| Først kom den forkerte sovepose, og siden blev ombytningen glemt.', 'I telefonen fik jeg at vide, at jeg ville blive ringet op. Det skete aldrig.'],
      ['Jeg forventer et ordentligt svar senest {soonDay}.', 'Ellers går jeg videre til Forbrugerklagenævnet.', 'Hvad har I tænkt jer at gøre ved det?'],
    ],
    courses: [
      [out('Jeg forstår godt, at du er skuffet, og jeg undskylder på vegne af os alle. Din retur var registreret, men pengene blev ikke udbetalt. Det har jeg gjort nu: {price} er på vej til dit kort og kan ses senest {soonDay}. Skriv direkte til mig, hvis der er mere.', 'a| Tak, fordi du skriver igen, selv om du burde have haft svar for længst. Jeg har gennemgået hele forløbet, og fejlen er vores. Beløbet på {price} bliver sat ind i dag, og du får besked, når det er sket.'),
        back('Tak. Pengene er kommet, så for mig er sagen slut.', 'Fint nok, men det burde ikke være nødvendigt at klage.'),
        out('Det har du ret i. Jeg har taget det op med holdet, så opkald ikke længere kan blive glemt. Tak for din tålmodighed.')],
    ],
  },
]
