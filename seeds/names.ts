import type { Address } from './types.ts'

export interface Place {
  women: string[]
  men: string[]
  lasts: string[]
  streets: string[]
  /** [city, postcode] */
  cities: [string, string][]
  /** `# ` stands for a digit. German and British ones are the regulators' ranges for drama; the others cannot be rung at all. */
  phones: string[]
  country: Address['country']
  mailDomains: string[]
}

const words = (text: string) => text.trim().split(/\s*,\s*/)

export const germany: Place = {
  country: 'DE',
  women: words('Anke, Birte, Claudia, Dagmar, Elif, Franziska, Greta, Heike, Imke, Jule, Katrin, Lena, Meike, Nele, Petra, Renate, Sabine, Theresa, Ursula, Wiebke'),
  men: words('Arne, Bernd, Christian, Dieter, Emre, Florian, Georg, Hauke, Jens, Karl-Heinz, Lukas, Malte, Niklas, Oliver, Philipp, Ralf, Stefan, Thorsten, Uwe, Volker'),
  lasts: words('Albers, Bauer, Claasen, Drews, Engel, Fuchs, Gerlach, Hansen, Jahn, Kaya, Kruse, Lorenz, Martens, Neumann, Ohlsen, Paulsen, Reimers, Schröder, Sommer, Thiele, Ulrich, Vogt, Wegner, Yıldız, Zimmermann, Böhm, Fröhlich, Jäger, Kühn, Möller, Rößler'),
  streets: words('Lindenallee, Am Mühlbach, Gartenstraße, Schillerstraße, Kiefernweg, Bahnhofstraße, Am Alten Hafen, Kirchweg, Rosenstraße, Waldweg, Bergstraße'),
  cities: [['Hamburg', '22765'], ['Flensburg', '24937'], ['Kiel', '24103'], ['Bremen', '28203'], ['Leipzig', '04229'], ['Göttingen', '37073'], ['München', '81541'], ['Freiburg', '79102'], ['Goslar', '38640'], ['Köln', '50823'], ['Dresden', '01099'], ['Rostock', '18055']],
  phones: ['+4917139200##', '+493023125###', '+494066969###', '+498999998###', '+492214710###'],
  mailDomains: ['postfach.example', 'mailhaus.example', 'nordpost.example'],
}

export const denmark: Place = {
  country: 'DK',
  women: words('Anne, Birgitte, Camilla, Ditte, Emma, Freja, Gitte, Hanne, Ida, Josefine, Karen, Line, Maja, Nanna, Pernille, Rikke, Sofie, Tine, Ulla, Vibeke'),
  men: words('Anders, Bo, Christian, Daniel, Esben, Frederik, Gustav, Henrik, Jakob, Kasper, Lars, Mads, Niels, Ole, Peter, Rune, Søren, Troels, Villads, Aksel'),
  lasts: words('Andersen, Bach, Christensen, Dahl, Eskildsen, Friis, Graversen, Hedegaard, Iversen, Jensen, Kjær, Laursen, Madsen, Nygaard, Olesen, Poulsen, Rasmussen, Skov, Thygesen, Vestergaard, Winther, Østergaard, Aagaard'),
  streets: words('Nørregade, Strandvejen, Skolegade, Møllevej, Birkealle, Kystvejen, Søndergade, Havnegade, Kirkestræde, Engvej'),
  cities: [['Aarhus C', '8000'], ['Odense C', '5000'], ['Aalborg', '9000'], ['Esbjerg', '6700'], ['Sønderborg', '6400'], ['Roskilde', '4000'], ['København N', '2200'], ['Silkeborg', '8600'], ['Ribe', '6760']],
  phones: ['+4510######'],
  mailDomains: ['brevpost.example', 'minpost.example'],
}

export const netherlands: Place = {
  country: 'NL',
  women: words('Anneke, Bianca, Carla, Diana, Esther, Femke, Gerda, Hilde, Ilse, Johanna, Karin, Lotte, Marijke, Nienke, Petra, Roos, Saskia, Tineke, Wilma, Fatiha'),
  men: words('Arjen, Bas, Cees, Dirk, Erik, Frank, Gerrit, Henk, Ivo, Joost, Koen, Lars, Mohamed, Niels, Paul, Rob, Sjoerd, Theo, Willem, Youssef'),
  lasts: words('Bakker, van den Berg, Bos, de Boer, van Dam, Dekker, Dijkstra, van Dijk, de Groot, Haddad, Hendriks, de Jong, Jansen, Kok, Kuipers, van Leeuwen, Meijer, Mulder, Peters, van der Meer, Postma, de Ruiter, Schouten, Smit, Timmermans, Vermeulen, de Vries, Wolters, Zijlstra'),
  streets: words('Dorpsstraat, Kanaalweg, Molenstraat, Prins Hendrikstraat, Lijsterbeslaan, Noorderhaven, Oude Gracht, Meidoornlaan, Wilgenplantsoen, Dijkweg'),
  cities: [['Groningen', '9712 AB'], ['Utrecht', '3511 LN'], ['Zwolle', '8011 PK'], ['Haarlem', '2011 RD'], ['Leiden', '2312 EZ'], ['Almere', '1315 HR'], ['Nijmegen', '6511 KL'], ['Den Haag', '2513 AH'], ['Amersfoort', '3811 CC'], ['Middelburg', '4331 BD']],
  phones: ['+31600000###'],
  mailDomains: ['postbus.example', 'brievenbus.example', 'thuismail.example'],
}

export const estonia: Place = {
  country: 'EE',
  women: words('Aino, Birgit, Diana, Eha, Grete, Helena, Inga, Janne, Kadri, Kristiina, Laura, Liina, Maarika, Merle, Piret, Reet, Signe, Tiina, Triin, Ülle'),
  men: words('Andres, Ants, Erik, Gert, Henri, Indrek, Jaan, Kaarel, Kristjan, Lauri, Margus, Mihkel, Priit, Raivo, Rein, Siim, Taavi, Toomas, Urmas, Veiko'),
  lasts: words('Allik, Ilves, Jõgi, Kallas, Karu, Kivi, Kukk, Kuusk, Laas, Lepik, Luik, Mets, Nurm, Oja, Orav, Paju, Pärn, Raud, Rebane, Sepp, Sild, Soosaar, Tamme, Teder, Uibo, Vaher, Õunapuu'),
  streets: words('Tartu maantee, Pikk tänav, Pargi tänav, Kooli tänav, Kase tänav, Mere puiestee, Jaama tänav, Lille tänav, Rohu tänav'),
  cities: [['Tallinn', '10115'], ['Tartu', '51007'], ['Pärnu', '80010'], ['Viljandi', '71020'], ['Rakvere', '44306'], ['Haapsalu', '90502'], ['Kuressaare', '93811'], ['Võru', '65608']],
  phones: ['+3721055###'],
  mailDomains: ['kiri.example', 'postkast.example'],
}

export const britain: Place = {
  country: 'GB',
  women: words('Alice, Bethany, Charlotte, Deborah, Eleanor, Fiona, Grace, Harriet, Isla, Joanne, Kathleen, Lucy, Megan, Nadia, Olivia, Priya, Rachel, Sarah, Tessa, Zoe'),
  men: words('Adam, Benjamin, Callum, David, Edward, Fraser, Gareth, Harry, Imran, James, Kieran, Liam, Matthew, Nigel, Owen, Peter, Robert, Samuel, Thomas, William'),
  lasts: words('Ashworth, Barlow, Carver, Dawson, Ellis, Fairbanks, Greenwood, Hollis, Iqbal, Jarvis, Kendrick, Lambert, Marsden, Norris, Okafor, Patel, Quigley, Redfern, Sinclair, Thornton, Underhill, Whitfield, Yates'),
  streets: words('Station Road, Church Lane, Mill Street, Victoria Terrace, The Green, Orchard Close, Harbour View, Kingsway'),
  cities: [['Leeds', 'LS6 2AB'], ['Bristol', 'BS3 4QP'], ['Norwich', 'NR2 3RU'], ['Edinburgh', 'EH6 5HD'], ['Cardiff', 'CF11 9LJ'], ['Sheffield', 'S7 1FE'], ['York', 'YO23 1AG']],
  phones: ['+447700900###', '+442079460###'],
  mailDomains: ['letterbox.example', 'inbox.example'],
}
