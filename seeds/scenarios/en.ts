import type { Scenario } from '../types.ts'
import { asks, back, note, out, waits } from './turns.ts'

const polder = { brand: 'polder', language: 'en' } as const
const valgus = { brand: 'valgus', language: 'en' } as const

export const english: Scenario[] = [
  {
    ...polder, id: 'en-leak', kind: 'question', tags: ['claim', 'water'], amount: [400, 3600], team: 'polder-claims', priority: 'high', attachments: ['ceiling.jpg', 'plumber-invoice.pdf'],
    subjects: ['Water damage in our flat', 'Claim under policy {policy}', 'a| Leak from the flat above', 'bc| Burst pipe, what now?'],
    opening: [
      ['a| The upstairs neighbours had a leak on {happenedOn} and it came straight through our bedroom ceiling.', 'b| We came home on {happenedOn} to find the hallway under water.', 'c| A pipe behind our dishwasher burst and the kitchen floor has lifted.'],
      ['a| A plumber has stopped the leak, but the plaster is coming down.', 'A local builder reckons about {amount} to put it right.', 'I have photos and can send more if you need them.', 'My Dutch is still not good enough for the form on your website, sorry.'],
      ['Are we covered under policy {policy}?', 'Could you tell me what to do next?', 'Do we have to wait for someone to look at it before we start repairs?', 'We have a small baby, so we would like to sort this out quickly.'],
    ],
    courses: [
      [asks('I am sorry to hear that, it must have been quite a shock. I have registered your claim as {claim}. Please send me the plumber\'s invoice and two or three photos, one of them showing the whole room. You are welcome to start drying out the place straight away.', 'Thank you for letting us know so quickly. Your claim number is {claim}. To assess it I only need an estimate for the repair and a photo of where the water came from.'),
        back('Photos and invoice attached. The builder\'s estimate comes to {amount}.', 'Here you go. Let me know if anything is missing.', 'Attached. We have hired a dehumidifier in the meantime, is that covered as well?'),
        note('en', 'Cover confirmed: sudden escape of water. Dehumidifier hire is included.', 'Ruben had a look, the estimate is fair. Approved.'),
        out('Everything is in order. We will pay {amount} less your excess of €100.00, and you should see it within three working days. Drying equipment is covered too, just send me the receipt.', 'Good news: the estimate has been approved, so you can go ahead with the builder. Please quote {claim} when you send in the invoice.')],
      [waits('Your claim {claim} has been registered. Because of the size of the damage a loss adjuster will visit you; their office will ring you within two working days to agree a time.'),
        back('Nobody has rung so far. Could you chase them?', 'The adjuster came yesterday. When will we hear about the result?'),
        out('I have the adjuster\'s report now. The damage is put at {amount}. If you agree, a short reply to this message is all I need and we will pay it out.')],
    ],
  },
  {
    ...polder, id: 'en-new-home', kind: 'question', tags: ['coverage', 'moving'], priority: 'low', amount: [500, 2400],
    subjects: ['a| Insurance for a rented flat', 'ab| Do I need buildings insurance?', 'c| Question about my cover', 'a| Moving to {city}'],
    opening: [
      ['a| I am moving to {city} next month and have been told that I need some sort of home insurance.', 'b| We have just bought our first place here and the bank is asking for proof of cover.', 'c| Quick question about policy {policy}:'],
      ['ab| At home the landlord used to take care of all this.', 'ac| I own a bike worth about {amount} and not much else.', 'c| I have read the summary, but some of the Dutch terms escape me.'],
      ['ab| What do I actually need?', 'c| Is theft from the shed included?', 'ab| Could you explain the difference between contents and buildings cover?'],
    ],
    courses: [
      [out('ab| Welcome! In short: if you rent, you need contents cover (inboedel) for your own belongings, and the owner insures the building. If you buy a house you need both. In a block of flats the owners\' association usually insures the building, so please check with them first.', 'c| Theft from a locked shed is included in your contents cover, up to €2,500.00. A bike parked in the street is not; for that you would need the Outdoors module at €4.25 a month. I have attached the conditions in English.'),
        back('That is really clear, thank you. I will go for contents plus the Outdoors module.', 'Thanks! Please add that for me. Does it also apply if I sublet for a few weeks?'),
        out('Done, the new policy schedule is attached. And should you ever sublet: up to four weeks is fine as long as you tell us beforehand.')],
    ],
  },
  {
    ...polder, id: 'en-premium', kind: 'billing', tags: ['premium'], amount: [14, 39],
    subjects: ['a| Direct debit taken twice', 'b| Premium went up', 'Payment question', 'c| Wrong bank account'],
    opening: [
      ['a| You seem to have collected my premium of {amount} twice this month.', 'b| My monthly premium has gone up to {amount} and I cannot find out why.', 'c| I have changed banks and the last payment of {amount} bounced.'],
      ['The policy number is {policy}.', 'ab| Nothing has changed on our side.', 'b| I did get a letter, but only in Dutch.'],
      ['ab| Could you look into it please?', 'c| How do I put this right?', 'b| Grateful for a short explanation.'],
    ],
    courses: [
      [out('b| Thank you for asking. Premiums are adjusted once a year in line with building costs, which is why you now pay {amount}. I have attached the letter in English. If you would like a higher excess and a lower premium, I can work that out for you.')],
      [waits('a| I can see the two collections, and one of them is a mistake. I have asked our accounts department to return {amount}; I will confirm as soon as they have done so.'),
        out('The refund of {amount} was sent today and should reach you by {soonDay}. Apologies for the trouble.')],
      [asks('c| No harm done, this happens a lot when people switch banks. Please send me the last four digits of the new account number and the date from which we should use it, and I will send you the mandate to sign.'),
        back('The last four digits are 4{days}{small}, from next month please.'),
        out('Thank you. The mandate is attached; once you have signed it, {amount} will be collected from the new account. Your cover on {policy} has not been interrupted.')],
    ],
  },
  {
    ...polder, id: 'en-complaint', kind: 'complaint', tags: ['complaint', 'claim'], amount: [800, 4400], priority: 'high', team: 'polder-claims',
    subjects: ['Formal complaint about claim {claim}', 'Unhappy with your handling', 'Complaint', 'bc| Still no answer'],
    opening: [
      ['a| I wish to make a formal complaint about the handling of claim {claim}.', 'b| It has been five weeks and I still do not have a straight answer.', 'c| I am writing because I get nowhere on the phone.'],
      ['bc| Each time I ring I am told that the report is "with the expert".', 'a| Your offer would not even pay for the paint, let alone the floor. Two builders have quoted around {amount}.', 'ab| We have been living with a hole in the ceiling since {boughtOn}.'],
      ['Please tell me who is dealing with this and when I can expect a decision.', 'I would like this to be looked at by somebody senior.', 'If I do not hear from you by {soonDay} I will take it to the ombudsman.'],
    ],
    courses: [
      [note('nl', '@Hanneke klacht in het Engels, termijn loopt vanaf vandaag.', 'Rapport lag al tien dagen klaar, niemand had het opgepakt.'),
        out('abc| I am sorry that you have had to wait this long and repeat yourself so often. I have logged your complaint and will deal with it myself. You will have a full answer by {deadlineOn} at the latest, and you can reply to me directly until then.'),
        back('Thank you. I will hold you to that date.', 'Appreciated. I attach both quotes again, just in case.'),
        out('I have been through the whole file with our specialist. The first assessment left out the floor, so we have raised the settlement to {amount}. It will be paid this week. Please accept our apologies for the delay.')],
    ],
  },
  {
    ...valgus, id: 'en-firmware', kind: 'technical', tags: ['firmware', 'router'], about: 'router', peak: 'firmware', priority: 'high',
    subjects: ['ab| {product} keeps dropping out since the update', 'b| Wi-Fi gone after firmware update', 'a| Router reboots every hour', 'Update problem'],
    opening: [
      ['a| Since the update on {happenedOn} my {product} restarts about once an hour.', 'b| Half the devices in the house lost their connection after last week\'s update.', 'c| The light on my {product} has been amber ever since it updated itself.'],
      ['I work from home, so this is a real nuisance.', 'I have already done a factory reset, which made no difference.', 'The old version was fine.', 'ab| Wired connections are stable, it is only the Wi-Fi.'],
      ['Is this a known problem?', 'Can I go back to the previous version?', 'Any idea what I could try?'],
    ],
    courses: [
      [asks('Thanks for the report, and sorry about the interruptions. Could you open Settings, then About, and send me the version shown there? Please also try switching off "Smart Steering", which helps in most cases.', 'You are not the only one, unfortunately. Which version does the app show, and roughly how many devices are connected?'),
        back('It says 4.2.{small}. Turning off Smart Steering has helped a bit.', 'Version 4.2.{small}, about 20 devices.', '4.2.{small}. It has been stable for an hour now, fingers crossed.'),
        note('en', 'Matches the known fault in 4.2. Fixed build goes out this week.', 'Told Kersti, eleventh report since the roll-out.'),
        out('That is the version with the fault. A corrected one will be offered in the app from today; please install it and leave Smart Steering off until then. If it still restarts afterwards, I will swap the router for you.')],
      [waits('I have passed your logs to our engineers, who are looking into exactly this fault. I will write again as soon as they have released a fix, I expect around {soonDay}.'),
        back('Any news? It dropped out four times during a single call today.', 'OK, thank you. I will use a cable for now.'),
        out('The fix is out. Please open the app, choose Update, and let the router restart once. Do let me know if it holds.')],
    ],
  },
  {
    ...valgus, id: 'en-order', kind: 'order', tags: ['delivery', 'customs'], about: 'speaker',
    subjects: ['a| Where is order {order}?', 'c| Order {order} stuck in customs', 'Delivery to {city}', 'b| Parcel says delivered, but it is not here'],
    opening: [
      ['a| I ordered the {product} speaker on {boughtOn} and it has not turned up.', 'b| According to the tracking my parcel {tracking} was delivered, but there is no sign of it.', 'c| My order {order} has been sitting in customs for {days} days.'],
      ['I paid {price} including duties.', 'b| Nobody at number 12 or 16 has it either.', 'It was supposed to be a present.'],
      ['Could you find out what is going on?', 'ac| Please let me know when I can expect it.', 'ab| If it is lost I would rather have my money back.'],
    ],
    courses: [
      [waits('ac| Sorry for the wait. The parcel reached the UK on time and is held up at the courier\'s depot. I have opened an enquiry with them and will update you by {soonDay} at the latest.'),
        back('Thanks. Still nothing today, I am afraid.', 'Fair enough, I will wait. Please keep me posted.'),
        out('The courier has admitted that the parcel is lost. I have sent you a new {product} by express today, at our expense; it should be in {city} on {soonDay}.', 'It has been found and is out for delivery. I have refunded the shipping costs as a small apology.')],
      [out('b| I have just spoken to the courier: the driver left it in your meter cupboard by the side entrance. If it is not there, please answer this message and I will send a replacement the same day.')],
    ],
  },
  {
    ...valgus, id: 'en-headphones', kind: 'return', tags: ['warranty', 'headphones'], about: 'headphones', attachments: ['hinge.jpg'],
    subjects: ['a| Broken hinge on {product}', 'b| Return of order {order}', 'c| Headphones faulty', 'b| Would like to send these back'],
    opening: [
      ['a| The left hinge of my {product} headphones has cracked.', 'b| I bought the {product} headphones on {boughtOn} and would like to return them.', 'c| One side of my {product} headphones crackles at low volume.'],
      ['ac| They have never been dropped.', 'b| They are comfortable enough, but they press on my glasses.', 'c| I have tried them with two phones and a laptop.'],
      ['ac| Is this covered by the warranty?', 'b| How do I send them back, and who pays for postage?', 'ac| I would be happy with a replacement.'],
    ],
    courses: [
      [asks('ac| That should not happen. Could you send me the serial number from the inside of the headband, and tell me whether you would prefer a replacement or a refund of {price}?'),
        back('The number is {serial}. A replacement would be great.', 'Serial {serial}. I would prefer the refund, please.'),
        out('Thank you. A prepaid label is attached. As soon as the courier has scanned your parcel we will do the rest, so there is no need to wait for it to arrive here.')],
      [out('b| Of course. You have 30 days to change your mind, and faults are covered for two years. The prepaid label is attached; we will refund {price} within three working days of receiving them.')],
    ],
  },
  {
    ...valgus, id: 'en-question', kind: 'question', tags: ['smart-home', 'advice'], about: 'lamp', priority: 'low',
    subjects: ['Question about {product}', 'a| Does the {product} work without the app?', 'bc| Dimming the {product}', 'ab| Before I buy'],
    opening: [
      ['a| I am thinking of buying the {product} lamp for my mother.', 'b| Quick question about the {product} lamp.', 'c| We have three {product} lamps and are very pleased with them.'],
      ['a| She does not own a smartphone.', 'b| I could not find the answer in the manual.', 'c| We would like to group them in the living room.'],
      ['ab| Can it be used with an ordinary wall switch?', 'abc| Does it remember the brightness after a power cut?', 'abc| Do they need an internet connection all the time?'],
    ],
    courses: [
      [out('ab| Yes to all of that: the lamp works with an ordinary switch, remembers its last brightness, and needs the internet only for updates. Pressing the switch twice takes it to half brightness, which is handy for anyone without a phone.', 'bc| Good question. Each lamp keeps its settings itself, so a power cut does no harm. To group several of them, hold the button on the first until it blinks and do the same with the others within a minute; no app needed.'),
        back('Brilliant, that is exactly what I needed to know.', 'bc| Lovely, thanks. I will order two more then.'),
        out('Glad to hear it. Enjoy the light!')],
    ],
  },
  {
    ...valgus, id: 'en-billing', kind: 'billing', tags: ['invoice', 'refund'], about: 'watch',
    subjects: ['a| Refund for {order}', 'c| Invoice needed', 'b| Charged twice', 'c| VAT on order {order}'],
    opening: [
      ['a| I returned a {product} watch and the refund of {price} has not arrived.', 'b| My card was charged {price} twice for order {order}.', 'c| I need an invoice showing VAT for order {order}.'],
      ['a| The return was scanned on {boughtOn}.', 'ab| My bank says to take it up with you.', 'c| The confirmation e-mail has no invoice attached.'],
      ['ab| Could you check?', 'ab| When should I see the money?', 'c| Please send it to this address.'],
    ],
    courses: [
      [out('a| I have checked: the payment went out this morning and should show on your statement by {soonDay}. The invoice is attached for your records.', 'bc| The invoice for order {order} is attached and shows VAT separately. As for the amount, only one payment of {price} has actually been taken; the other is a reservation that your bank will release within a week.')],
      [note('en', 'a| Return booked to the wrong order, moved to {order}.', 'a| Accounts will pay it out in today\'s run.'),
        waits('a| You are right to ask. The return had been booked to another order. I have corrected that and passed the refund of {price} to accounts.'),
        out('a| The refund of {price} has now been paid. Sorry that you had to remind us.')],
    ],
  },
]
