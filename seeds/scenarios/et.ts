import type { Scenario } from '../types.ts'
import { asks, back, note, out, waits } from './turns.ts'

const common = { brand: 'valgus', language: 'et' } as const

// Dates and weekdays arrive in the adessive ("12. novembril", "reedel"); names of products stay uninflected behind their noun.
export const estonian: Scenario[] = [
  {
    ...common, id: 'et-headphones', kind: 'technical', tags: ['bluetooth', 'headphones'], about: 'headphones',
    subjects: ['a| Kõrvaklapid ei ühendu', 'Probleem kõrvaklappidega {product}', 'ab| Bluetooth ei tööta', 'c| Vasak klapp on vait'],
    opening: [
      ['a| Ostsin {boughtOn} teie poest kõrvaklapid {product}, aga need ei ühendu arvutiga.', 'b| Minu kõrvaklapid {product} kaotavad iga paari minuti tagant ühenduse.', 'c| Kõrvaklappide {product} vasakust poolest ei tule enam heli.', 'b| Mul on mure kõrvaklappidega {product}.'],
      ['a| Telefoniga töötavad need laitmatult.', 'ab| Proovisin neid välja lülitada ja uuesti siduda, aga sellest ei olnud abi.', 'Laetud on need täis.', 'bc| Teise arvutiga on sama lugu.'],
      ['Mida peaksin tegema?', 'Kas asi on minus või klappides?', 'bc| Kas garantii kehtib sellisel juhul?', 'Palun aidake, mul on neid tööks vaja.'],
    ],
    courses: [
      [asks('ab| Aitäh, et kirjutasite! Kas saate öelda, milline operatsioonisüsteem teie arvutis on ja mis värvi tuli klappidel sidumise ajal vilgub?', 'ab| Kahju kuulda, et klapid muret teevad. Palun vaadake rakendusest, milline püsivara versioon klappidel on. Selle leiate menüüst „Seade“.'),
        back('Arvutis on Windows 11 ja tuli vilgub valgelt.', 'Versioon on 2.1.{small}. Tuli vilgub kord siniselt, kord valgelt.', 'Rakendus näitab versiooni 2.0.{small}.'),
        out('ab| Tänan, nüüd on pilt selge. Hoidke toitenuppu ja heli vähendamise nuppu kümme sekundit korraga all, kuni tuli vilgub punaselt. See kustutab vanad sidumised. Seejärel eemaldage klapid arvuti seadmete loendist ja siduge uuesti. Kui see ei aita, vahetame klapid garantii korras välja.', 'ab| Sellel versioonil on arvutitega sidumisel tõesti viga. Uuendage püsivara rakenduses, see võtab umbes viis minutit, ja siduge klapid siis uuesti. Andke palun teada, kas probleem kadus.')],
      [note('et', 'Sama viga on sel kuul juba kolmel kliendil. Tehniline tugi uurib.', 'Garantii kehtib, seerianumber {serial}.'),
        waits('Edastasin teie kirjelduse meie tehnikutele, sest sama viga on esinenud ka teistel klientidel. Vastuse saan neilt tõenäoliselt {soonDay} ja kirjutan teile siis kohe.'),
        out('abc| Tehnikud leidsid vea põhjuse. Uus püsivara on rakenduses saadaval ja parandab ühenduse. Kui klapid ka pärast uuendamist ei ühendu, saadame teile uued.')],
    ],
  },
  {
    ...common, id: 'et-parcel', kind: 'order', tags: ['delivery', 'parcel-locker'], about: 'lamp',
    subjects: ['ab| Kus on minu tellimus?', 'ab| Tellimus {order} ei ole saabunud', 'c| Pakiautomaadi kood puudub', 'ab| Tarne hilineb'],
    opening: [
      ['a| Tellisin {boughtOn} teilt lambi {product}, kuid pakk ei ole siiani kohale jõudnud.', 'b| Minu tellimus {order} pidi saabuma juba {days} päeva tagasi.', 'c| Sain teate, et pakk on automaadis, aga uksekoodi mulle ei saadetud.'],
      ['ab| Jälgimisleht näitab, et pakk on teel.', 'Maksin arve kohe ära, {price}.', 'Lamp on kingituseks ja aeg hakkab otsa saama.'],
      ['ab| Kas saaksite vaadata, kuhu see jäi?', 'ab| Millal võin pakki oodata?', 'c| Palun saatke kood uuesti.', 'ab| Kui see nädal enam ei tule, siis sooviksin tellimuse tühistada.'],
    ],
    courses: [
      [out('c| Vabandame viivituse pärast. Kontrollisin: pakk {tracking} jõudis täna hommikul pakiautomaati ja uksekood saadeti teile just uuesti. Pakk ootab teid seal seitse päeva.', 'c| Aitäh, et andsite teada. Telefoninumbris oli üks number vale, seepärast kood kohale ei jõudnud. Parandasin numbri ära ja saatsin koodi uuesti.')],
      [waits('ab| Vabandan, et olete pidanud ootama. Pakk on kullerfirma jaotuskeskuses kinni jäänud ja esitasin neile järelepärimise. Annan teile vastusest teada hiljemalt {soonDay}.'),
        back('Aitäh, jään ootama. Loodan, et see ikka välja ilmub.', 'Kas on midagi uut kuulda? Jälgimislehel pole midagi muutunud.'),
        out('Kullerfirma ei leidnud pakki üles, seega saatsin teile täna uue lambi {product}. See peaks kohal olema {soonDay}. Lisatasu selle eest ei ole.')],
    ],
  },
  {
    ...common, id: 'et-vacuum', kind: 'technical', tags: ['robot', 'repair'], about: 'vacuum', attachments: ['robot.mp4', 'veateade.jpg'],
    subjects: ['ac| Robottolmuimeja jääb seisma', 'a| {product}: veateade E{small}', 'b| Tolmuimeja ei leia laadimisalust'],
    opening: [
      ['a| Meie robottolmuimeja {product} jääb keset tuba seisma ja näitab veateadet E{small}.', 'b| Robottolmuimeja {product} ei leia enam ise laadimisalust üles.', 'c| Juba mitu päeva keerutab meie robottolmuimeja {product} ainult ühe koha peal.'],
      ['Harjad puhastasin ära ja ratastes midagi kinni ei ole.', 'Varem töötas see aasta otsa ilma ühegi mureta.', 'Lisan video, seal on näha, mida ta teeb.', 'Meil on kass, aga karvu seal praegu ei ole.'],
      ['Milles võib viga olla?', 'Kas see tuleb parandusse saata?', 'Ootan teie nõuannet.'],
    ],
    courses: [
      [asks('Tänan põhjaliku kirjelduse eest. Palun pühkige roboti esiküljel olevad andurid pehme kuiva lapiga puhtaks ja proovige uuesti. Kui viga kordub, saatke mulle seerianumber, mis on kirjas roboti põhja all.'),
        back('Pühkisin ära, aga viga on sama. Seerianumber on {serial}.', 'Ei aidanud. Number on HR-{serial}.', 'Oh, nüüd ta töötab! Igaks juhuks: seerianumber on {serial}.'),
        out('Aitäh. Kui viga püsib, võtame roboti garantiiremonti: viige see lähimasse pakiautomaati, saatekood on manuses. Remont kestab tavaliselt kuni kümme päeva ja on teile tasuta.')],
      [note('en', 'Cliff sensor, known weakness of the first batch. Repair under warranty.', 'Spare wheel module ordered from the workshop.'),
        waits('ac| Teie kirjelduse järgi on viga rattamoodulis. Tellisin töökojast uue mooduli ja teatan teile, kui see on kohale jõudnud.'),
        out('Uus rattamoodul on olemas. Saatsin selle teile koos juhendiga; vahetamiseks on vaja ainult ristpeakruvikeerajat. Kui soovite, teeme töö ise ära, andke vaid teada.')],
    ],
  },
  {
    ...common, id: 'et-invoice', kind: 'billing', tags: ['invoice'], about: 'monitor',
    subjects: ['Arve küsimus', 'c| Palun arvet ettevõtte nimele', 'ac| Tellimuse {order} arve', 'b| Makse ei ole kohale jõudnud?'],
    opening: [
      ['a| Palun saatke mulle tellimuse {order} arve uuesti.', 'b| Tasusin tellimuse {order} eest {price}, kuid sain ikkagi meeldetuletuse.', 'c| Ostsin {boughtOn} kuvari {product} ja vajan arvet ettevõtte nimele.'],
      ['a| Kirjakastist ma seda ei leidnud, ka rämpsposti hulgast mitte.', 'b| Raha läks kontolt maha samal päeval.', 'ac| Raamatupidaja juba küsib.'],
      ['ac| Tänan ette!', 'b| Palun vaadake see üle.', 'c| Kas nii on võimalik?'],
    ],
    courses: [
      [out('a| Arve on käesoleva kirja manuses. Summa on {price} ja see on täielikult tasutud, meeldetuletust ei pea te arvesse võtma.', 'b| Kontrollisin üle: teie makse on laekunud. Meeldetuletus läks välja enne, kui pank makse kinnitas. Vabandame segaduse pärast, arve koopia on manuses.')],
      [asks('c| Muidugi, vormistan arve ümber. Palun kirjutage mulle ettevõtte täpne nimi, registrikood ja aadress.'),
        back('Ettevõte on Kuusepuu OÜ, registrikood 99{serial}, aadress {street}, {postcode} {city}.', 'Nimi on Hallik ja Pojad OÜ, registrikood 98{serial}. Aadress: {street}, {city}.'),
        out('Tänan. Uus arve on manuses ja eelmise tühistasime kreeditarvega. Kui raamatupidaja vajab veel midagi, kirjutage julgelt.')],
    ],
  },
  {
    ...common, id: 'et-return', kind: 'return', tags: ['return'], about: 'watch',
    subjects: ['Soovin kaupa tagastada', 'Tagastus {order}', 'bc| Nutikell ei sobi', 'Kuidas tagastada?'],
    opening: [
      ['a| Soovin tagastada nutikella {product}, mille ostsin {boughtOn}.', 'b| Tellimusega {order} saabunud nutikell on mulle liiga suur.', 'c| Kinkisin emale nutikella {product}, kuid tema telefoniga see ei sobi.'],
      ['Kell on kasutamata ja karp on alles.', 'Kile on ekraanilt eemaldatud, muidu on kell täiesti uus.', 'ab| Proovisin seda kanda ühe õhtu.'],
      ['Kuidas tagastamine käib?', 'Kas saan raha tagasi või peab midagi muud valima?', 'Kas tagastamine on tasuta?'],
    ],
    courses: [
      [out('Tagastamine on lihtne: pange kell oma karpi, lisage laadija ja viige pakk pakiautomaati. Saatekood on manuses ja tagastus on teile tasuta. Raha, {price}, kanname üle kolme tööpäeva jooksul pärast paki saabumist.', 'Loomulikult võite kella tagastada, aega on selleks 14 päeva. Saatekoodi leiate manusest. Kui kell on kohal ja üle vaadatud, kanname {price} teie kontole.')],
      [asks('Kahju, et kell ei sobinud. Kas soovite raha tagasi või vahetada selle mõne teise mudeli vastu? Teisi mudeleid on meil praegu samuti laos.'),
        back('Palun raha tagasi.', 'ab| Vahetaksin hea meelega väiksema vastu.'),
        out('Selge, märkisin selle üles. Saatekood on manuses; niipea kui pakk on meieni jõudnud, saate kinnituse.')],
    ],
  },
  {
    ...common, id: 'et-question', kind: 'question', tags: ['smart-home'], about: 'router', priority: 'low', peak: 'firmware',
    subjects: ['Küsimus ruuteri kohta', 'a| Kas {product} sobib suurde majja?', 'c| Uuendus ja seaded', 'ab| Enne ostu'],
    opening: [
      ['a| Mõtlen ruuteri {product} ostmisele.', 'b| Meil on kahekordne maja ja praegune internet ülemisele korrusele ei ulatu.', 'c| Pärast viimast uuendust on ruuteri {product} menüüd hoopis teistsugused.'],
      ['ab| Seadmeid on kodus umbes {small}.', 'Ma ei ole eriline tehnikainimene.', 'ab| Seinad on paksud, maja on vana.'],
      ['ab| Kas sellest piisab või tuleks võtta midagi võimsamat?', 'c| Kus saab nüüd külaliste võrku sisse lülitada?', 'ab| Mida soovitate?'],
    ],
    courses: [
      [out('Aitäh küsimast! Kahekordsesse paksude seintega majja soovitan komplekti Lainer Mesh: teine seade käib ülemisele korrusele ja paigaldamine võtab rakendusega veerand tundi. Külaliste võrgu leiate uues menüüs lehelt „Kodu“. Kui leviala jääb siiski nõrgaks, võite komplekti 14 päeva jooksul tagastada.'),
        back('abc| Suur tänu, see vastus oli väga abiks!', 'ab| Tänan. Kas vana ruuter peab siis ka alles jääma?'),
        out('Rõõm aidata! Vana ruuterit ei ole teil siis enam vaja, piisab operaatori modemist. Head katsetamist!')],
    ],
  },
  {
    ...common, id: 'et-complaint', kind: 'complaint', tags: ['complaint'], about: 'speaker', priority: 'high',
    subjects: ['Kaebus', 'Olen väga pettunud', 'a| Garantiiremont venib', 'bc| Pretensioon tellimusele {order}'],
    opening: [
      ['a| Viisin kõlari {product} {boughtOn} garantiiremonti ja sellest ajast peale ei ole ma midagi kuulnud.', 'b| Olen teile juba kaks korda kirjutanud ja vastust ei ole tulnud.', 'c| Esitan pretensiooni tellimuse {order} kohta.'],
      ['a| Lubati kümmet päeva, nüüd on möödas üle kuu.', 'bc| Kõlar läks rikki kolmandal kasutuspäeval.', 'Telefonis öeldi iga kord, et keegi helistab tagasi.'],
      ['Palun selget vastust, mis saab edasi.', 'Nõuan uut kõlarit või raha tagasi.', 'Kui vastust ei tule, pöördun tarbijavaidluste komisjoni poole.'],
    ],
    courses: [
      [note('et', '@Kersti palun vaata, remont seisab varuosa taga juba neli nädalat. Pakun uut seadet.', 'Töökoda kinnitas, et varuosa ei tule. Asendus lubatud.'),
        out('Teil on täielik õigus pahane olla ja ma vabandan. Remont jäi seisma, sest vajalikku varuosa ei ole saada. Saadan teile täna uue kõlari {product}; see jõuab teieni hiljemalt {soonDay}. Vana kõlariga ei pea te enam midagi tegema.', 'ab| Vabandan, et teie kirjad vastuseta jäid. Võtsin asja enda kätte: kuna remont on veninud üle lubatud aja, tagastame teile {price}. Raha on teie kontol hiljemalt {soonDay}.'),
        back('Aitäh. Hea, et asi lõpuks lahenes.', 'Hästi. Järgmine kord võiks see siiski kiiremini minna.'),
        out('Täname kannatlikkuse eest. Rääkisin töökojaga läbi, et edaspidi teatataks viivitustest kohe.')],
    ],
  },
]
