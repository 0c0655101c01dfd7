# Sätze der Seiten für Bürgerinnen, Bürger und Unternehmen.

portal-start-lead = Suchen Sie Ihren Ort. Dort stellen Sie Anträge und sehen, wie weit sie sind.
portal-start-town = Ihr Ort
portal-start-where = { $service }: In welchem Ort?
portal-start-live = Hier geht schon vieles online
portal-start-all = Alle Städte, Gemeinden und Landkreise
portal-search = Suchen
portal-found = { $count ->
    [0] Kein Ort passt zu „{ $typed }“
    [one] Ein Ort passt zu „{ $typed }“
   *[other] { $count } Orte passen zu „{ $typed }“
 }
portal-found-none = Prüfen Sie die Schreibweise, oder schauen Sie in die Liste:
portal-live = online
portal-popular = Beliebte Leistungen
portal-situations = Lebenslagen
portal-messages = Aktuelles
portal-town-search = Leistung suchen
portal-services-found = { $count ->
    [0] Nichts gefunden
    [one] Eine Leistung gefunden
   *[other] { $count } Leistungen gefunden
 }
portal-services-none = Versuchen Sie ein anderes Wort.
portal-elsewhere = Dafür ist { $who } zuständig. Wir leiten Sie dorthin.
portal-led = Dafür ist { $who } zuständig. Wir haben Sie hierher geleitet.
portal-places-title = Alle Orte in Hessen
portal-places-lead = Wählen Sie Ihren Ort oder Ihren Landkreis. „online“ heißt: Dort können Sie schon Anträge stellen.
portal-county-free = Kreisfreie Städte
portal-known-lead = In { $place } geht das noch nicht online. So erreichen Sie uns:
portal-known-unknown = Anschrift und Telefon hat die Behörde hier noch nicht eingetragen. Sie finden sie auf ihren eigenen Seiten oder über die Behördennummer 115.
portal-known-services = Das geht für { $place } schon online
portal-known-county = Der Ort gehört zu diesem Landkreis:
portal-known-towns = Orte im Landkreis

portal-town-title = Was möchten Sie erledigen?
portal-town-none = Hier geht noch nichts online. So erreichen Sie uns:
portal-town-status-title = Schon einen Antrag gestellt?
portal-town-status-text = Mit Vorgangsnummer und Code sehen Sie, wie weit er ist, und laden Ihren Bescheid herunter.
portal-town-status-link = Stand meines Antrags ansehen

portal-contact = Ihre Ansprechstelle
portal-phone = Telefon
portal-mail = E-Mail
portal-hours = Öffnungszeiten
portal-to-town = Alle Leistungen

portal-service-who = Wer muss das tun
portal-service-needs = Das brauchen Sie
portal-service-cost = Das kostet es
portal-service-cost-from = ab { $date }
portal-service-example = Beispielwert
portal-service-duration = So lange dauert es
portal-service-next = So geht es weiter
portal-service-trust-title = Anmeldung
portal-service-trust-none = Sie brauchen kein Konto. Sie bekommen am Ende eine Vorgangsnummer und einen Code.
portal-service-trust-needed = Für diese Leistung müssen Sie sich ausweisen (Vertrauensniveau { $level }).
portal-service-legal = Rechtsgrundlage
portal-service-apply = Jetzt beantragen
portal-service-pause = Sie können jederzeit unterbrechen. Ihre Angaben bleiben gespeichert.
portal-service-other = Lieber auf Papier oder persönlich? Rufen Sie uns an oder kommen Sie vorbei.


portal-later-title = Ihre Angaben sind gespeichert
portal-later-text = Sie können in diesem Browser 30 Tage lang weitermachen. Setzen Sie ein Lesezeichen auf diese Seite oder schreiben Sie sich die Adresse auf.
portal-later-shared = Benutzen mehrere Menschen dieses Gerät? Dann machen Sie den Antrag lieber gleich fertig, denn andere könnten Ihre Angaben sehen.
portal-later-go = Hier weitermachen


portal-done-title = Ihr Antrag ist angekommen
portal-done-nothing = Sie müssen jetzt nichts tun.
portal-done-number = Ihre Vorgangsnummer
portal-done-code = Ihr Code
portal-done-keep = Schreiben Sie sich beides auf oder drucken Sie diese Seite. Mit Nummer und Code sehen Sie jederzeit, wie weit Ihr Antrag ist. Geben Sie den Code nicht weiter.
portal-done-received = Eingegangen am { $date } um { $time } Uhr
portal-done-next = So geht es weiter
portal-done-copy = Nummer und Code kopieren
portal-done-copied = Kopiert.
portal-done-print = Seite drucken
portal-done-status = Stand ansehen

portal-status-form-title = Wie weit ist mein Antrag?
portal-status-form-lead = Nummer und Code stehen auf der Seite, die Sie nach dem Absenden gesehen haben.
portal-status-number = Vorgangsnummer
portal-status-number-hint = Zum Beispiel 2026-00042
portal-status-code = Code
portal-status-code-hint = 16 Zeichen, zum Beispiel ABCD-EFGH-JKLM-NPQR
portal-status-open = Stand ansehen
portal-status-unknown = Diesen Vorgang finden wir nicht. Prüfen Sie Nummer und Code.
portal-status-wait = Das waren zu viele Versuche. Warten Sie bis { $time } Uhr und versuchen Sie es dann noch einmal.
portal-status-over = Der Vorgang ist nicht mehr geöffnet. Geben Sie bitte Ihren Code noch einmal ein. Ihre Angaben bleiben erhalten.

portal-status-title = Vorgang { $number }
portal-status-now = Stand:
portal-status-timeline = Verlauf
portal-status-coming = kommt noch
portal-status-documents = Dokumente
portal-status-no-documents = Noch liegt kein Dokument für Sie bereit.
portal-status-download = { $title } herunterladen
portal-status-receipt = Eingangsbestätigung als PDF herunterladen
portal-status-document-facts = PDF, { $size }, bereitgestellt am { $date }
portal-status-expected = Was Sie jetzt tun müssen
portal-expected-received = Nichts. Wir prüfen Ihre Angaben und melden uns, wenn uns etwas fehlt.
portal-expected-in-progress = Nichts. Wir bearbeiten Ihren Antrag.
portal-expected-waiting = Wir warten auf Sie. Lesen Sie, was wir Ihnen geschrieben haben.
portal-expected-decided = Lesen Sie Ihren Bescheid. Dort steht auch, was gilt und bis wann Sie widersprechen können.
portal-expected-ended-read = Der Vorgang ist abgeschlossen. Was wir Ihnen geschrieben haben, lesen Sie unter „Dokumente“.
portal-expected-ended = Nichts. Der Vorgang ist abgeschlossen.

portal-legal-missing = Dieser Text ist noch nicht eingestellt. Fragen Sie bitte direkt nach:
portal-barrier-lead = Kommen Sie auf einer Seite nicht weiter? Sagen Sie uns, was Sie hindert. Wir suchen eine Lösung und antworten Ihnen.
portal-barrier-what = Schreiben Sie uns bitte, auf welcher Seite Sie waren, was Sie tun wollten und womit Sie die Seite bedienen, zum Beispiel mit einem Vorleseprogramm.
portal-barrier-to = Schreiben Sie an:
portal-barrier-call = Oder rufen Sie an:

portal-expected-pay = Bezahlen Sie bitte den offenen Betrag.
portal-pay-title = Zahlung
portal-pay-due = Zu zahlen bis zum { $date }.
portal-pay-as-the-letter-says = Bis wann Sie zahlen, steht in Ihrem Bescheid.
portal-pay-at-once = Bitte zahlen Sie jetzt.
portal-pay-now = { $amount } bezahlen
portal-pay-again = Noch einmal versuchen
portal-pay-back = Zurück zum Bezahldienst
portal-pay-pending = Wir warten auf die Bestätigung des Bezahldienstes. Wenn Sie bezahlt haben, müssen Sie nichts weiter tun.
portal-pay-failed = Die Zahlung hat nicht geklappt. Es wurde nichts abgebucht.
portal-pay-cancelled = Die Zahlung wurde abgebrochen. Es wurde nichts abgebucht.
portal-pay-paid = Bezahlt am { $date }
portal-pay-over = Diese Zahlung ist nicht mehr offen. Sie müssen nichts bezahlen.
portal-pay-transfer = So überweisen Sie
portal-pay-or-transfer = Oder überweisen Sie
portal-pay-holder = Empfänger
portal-pay-iban = IBAN
portal-pay-bic = BIC
portal-pay-bank = Bank
portal-pay-amount = Betrag
portal-pay-reference = Kassenzeichen
portal-pay-statement = Verwendungszweck
portal-pay-code-name = GiroCode mit den Angaben dieser Überweisung
portal-pay-code = GiroCode: Scannen Sie ihn mit Ihrer Banking-App. Prüfen Sie die Angaben vor dem Absenden.
portal-pay-debit = Wir buchen { $amount } von Ihrem Konto { $iban } ab.
portal-pay-debit-on = Wir buchen am { $date } { $amount } von Ihrem Konto { $iban } ab.
portal-pay-debtor = Konto von
portal-pay-mandate = Mandatsreferenz
portal-pay-creditor = Gläubiger-Identifikationsnummer
portal-status-paid = Bezahlt: { $amount }

portal-demo-pay-title = Demo-Bezahldienst
portal-demo-pay-warning = Hier wird nichts bezahlt.
portal-demo-pay-lead = Diese Seite steht für den Bezahldienst, den eine Kommune anschließt. Wählen Sie, wie die Zahlung ausgeht.
portal-demo-pay-for = Wofür
portal-demo-pay-over = Für diese Zahlung haben Sie schon gewählt.
portal-demo-pay-back = Zurück zu Ihrem Vorgang
portal-demo-pay-pay = Erfolg
portal-demo-pay-pay-hint = Die Zahlung gelingt sofort.
portal-demo-pay-later = Später
portal-demo-pay-later-hint = Sie gehen zurück, und erst nach zehn Sekunden meldet der Bezahldienst das Geld.
portal-demo-pay-fail = Fehlschlag
portal-demo-pay-fail-hint = Der Bezahldienst lehnt ab.
portal-demo-pay-cancel = Abbrechen
portal-demo-pay-cancel-hint = Sie brechen ab.
portal-demo-pay-never = Nie
portal-demo-pay-never-hint = Sie gehen zurück, und der Bezahldienst meldet nie ein Ergebnis.

portal-sign-in-title = Mit Bürgerkonto anmelden
portal-sign-in-lead = Mit Ihrem Konto sehen Sie alle Anträge an einem Ort und bekommen Bescheide in Ihr Postfach.
portal-sign-in-go = Anmelden
portal-sign-in-wrong = E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beides.
portal-sign-in-busy = Gerade melden sich sehr viele Menschen an. Versuchen Sie es gleich noch einmal.
portal-session-over = Sie waren 30 Minuten nicht aktiv. Melden Sie sich bitte neu an. Ihre Angaben bleiben erhalten.
portal-account-mail = E-Mail-Adresse
portal-account-password = Passwort
portal-account-new-password = Neues Passwort
portal-account-password-hint = Mindestens 10 Zeichen. Am besten mehrere Wörter hintereinander.
portal-register-title = Bürgerkonto anlegen
portal-register-lead = Sie brauchen nur eine E-Mail-Adresse und ein Passwort. Wir schicken Ihnen eine E-Mail, mit der Sie die Adresse bestätigen.
portal-register-go = Konto anlegen
portal-mail-on-its-way-title = Sehen Sie in Ihre E-Mails
portal-mail-on-its-way = Wir haben Ihnen eine E-Mail geschickt. Klicken Sie auf den Link darin. Er gilt 24 Stunden.
portal-mail-not-there = Nichts angekommen? Sehen Sie auch bei den unerwünschten E-Mails nach und prüfen Sie, ob die Adresse stimmt.
portal-confirm-title = E-Mail-Adresse bestätigen
portal-confirm-lead = Geben Sie Ihr Passwort ein. Damit bestätigen Sie { $mail }.
portal-confirm-go = Bestätigen
portal-link-gone-title = Dieser Link gilt nicht mehr
portal-link-gone = Der Link wurde schon benutzt oder ist älter als 24 Stunden. Melden Sie sich an, oder fordern Sie einen neuen an.
portal-forgot-title = Passwort vergessen
portal-forgot-lead = Geben Sie Ihre E-Mail-Adresse ein. Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen.
portal-forgot-go = Link anfordern
portal-choose-title = Neues Passwort wählen
portal-choose-lead = Für das Konto mit der E-Mail-Adresse { $mail }.
portal-choose-go = Passwort speichern
portal-password-chosen = Ihr neues Passwort gilt. Melden Sie sich damit an.
portal-card-title = Mit Online-Ausweis ausweisen
portal-card-lead = Name und Anschrift übernehmen wir aus Ihrem Ausweis. Sie brauchen dafür kein Passwort.
portal-card-go = Online-Ausweis benutzen
portal-card-later = Ohne Ausweis weiter
portal-card-refused = Das hat nicht geklappt. Es wurde nichts geändert. Versuchen Sie es noch einmal.
portal-card-taken = Dieser Ausweis gehört zu einem anderen Konto. Melden Sie sich ab und dann mit dem Ausweis an.
portal-wizard-sign-in = Anmelden und Angaben übernehmen
portal-gate-account = Für diesen Antrag brauchen Sie ein Bürgerkonto. Ihre bisherigen Angaben bleiben erhalten.
portal-gate-card = Für diesen Antrag brauchen wir Ihren Online-Ausweis. Ihre bisherigen Angaben bleiben erhalten.
portal-eid-demo-mark = Nur zum Ausprobieren: Hier wird kein Ausweis gelesen, alle Personen sind erfunden.
portal-eid-demo-title = Demo-Ausweis
portal-eid-demo-lead = Als wen möchten Sie sich ausweisen?
portal-eid-demo-cancel = Abbrechen
portal-mine-title = Meine Anträge
portal-mine-postbox = { $count ->
    [0] Postfach
    [one] Postfach (1 neu)
   *[other] Postfach ({ $count } neu)
 }
portal-mine-drafts = Angefangen
portal-mine-cases = Abgeschickt
portal-mine-no-cases = Hier steht noch nichts. Sobald Sie einen Antrag abschicken, sehen Sie ihn hier.
portal-mine-changed = zuletzt geändert am { $date }
portal-mine-add-title = Antrag hinzufügen
portal-mine-add-lead = Haben Sie einen Antrag ohne Konto gestellt? Mit Nummer und Code holen Sie ihn in Ihr Konto.
portal-mine-add-town = Ort
portal-mine-add = Hinzufügen
portal-mine-add-taken = Dieser Antrag gehört schon zu einem Konto.
portal-postbox-title = Postfach
portal-postbox-empty = In Ihrem Postfach liegt nichts.
portal-postbox-new = Neu
portal-postbox-deemed = Gilt am { $date } als bekannt gegeben.
portal-account-title = Mein Bürgerkonto
portal-account-lead = Sie melden sich mit { $mail } an.
portal-account-card = Ausgewiesen als { $name }.
portal-account-kennwort-title = Passwort ändern
portal-account-kennwort-lead = Danach sind Sie auf allen anderen Geräten abgemeldet.
portal-account-kennwort-go = Passwort ändern
portal-account-mail-title = E-Mail-Adresse ändern
portal-account-mail-lead = Wir schicken einen Link an die neue Adresse. Bis Sie ihn benutzen, gilt die alte.
portal-account-mail-go = Adresse ändern
portal-account-loeschen-title = Konto löschen
portal-account-loeschen-lead = Angefangene Anträge und das Postfach werden gelöscht. Abgeschickte Anträge bleiben bei der Kommune; mit Nummer und Code sehen Sie sie weiterhin.
portal-account-loeschen-go = Konto endgültig löschen
portal-mail-confirm-subject = Bestätigen Sie Ihre E-Mail-Adresse
portal-mail-confirm-text =
    Guten Tag,

    mit diesem Link bestätigen Sie Ihre Adresse und legen Ihr Bürgerkonto an:
    { $link }

    Der Link gilt 24 Stunden. Haben Sie kein Konto angelegt? Dann tun Sie nichts.
portal-mail-known-subject = Sie haben schon ein Bürgerkonto
portal-mail-known-text =
    Guten Tag,

    jemand wollte mit Ihrer Adresse ein Bürgerkonto anlegen. Es gibt schon eines.
    Haben Sie Ihr Passwort vergessen? Mit diesem Link wählen Sie ein neues:
    { $link }

    Der Link gilt 24 Stunden. Waren Sie das nicht? Dann tun Sie nichts.
portal-mail-reset-subject = Neues Passwort wählen
portal-mail-reset-text =
    Guten Tag,

    mit diesem Link wählen Sie ein neues Passwort für Ihr Bürgerkonto:
    { $link }

    Der Link gilt 24 Stunden. Haben Sie ihn nicht angefordert? Dann tun Sie nichts.
portal-mail-unknown-subject = Zu dieser Adresse gibt es kein Bürgerkonto
portal-mail-unknown-text =
    Guten Tag,

    jemand hat für Ihre Adresse ein neues Passwort angefordert. Zu dieser Adresse gibt es kein Bürgerkonto.
    Hier können Sie eines anlegen:
    { $link }

    Waren Sie das nicht? Dann tun Sie nichts.
portal-mail-change-subject = Bestätigen Sie Ihre neue E-Mail-Adresse
portal-mail-change-text =
    Guten Tag,

    mit diesem Link gilt diese Adresse für Ihr Bürgerkonto:
    { $link }

    Der Link gilt 24 Stunden. Waren Sie das nicht? Dann tun Sie nichts.
portal-mail-taken-subject = Diese Adresse gehört schon zu einem Bürgerkonto
portal-mail-taken-text =
    Guten Tag,

    jemand wollte Ihre Adresse für ein anderes Bürgerkonto benutzen. Sie gehört schon zu Ihrem. Es hat sich nichts geändert.
    Hier melden Sie sich an:
    { $link }
portal-question-title = Wir haben eine Frage zu Ihrem Antrag
portal-question-done = Ihre Antwort auf unsere Frage
portal-question-asked = Gefragt am { $date }
portal-question-until = Bitte antworten Sie bis zum { $date }.
portal-question-answered = Sie haben am { $date } geantwortet:
portal-question-entered = Ihre Antwort vom { $date }, von uns eingetragen:
portal-question-answer = Ihre Antwort
portal-question-go = Jetzt antworten
portal-expected-answer = Beantworten Sie bitte unsere Frage.
portal-told-answered = Ihre Antwort ist bei uns angekommen. Wir bearbeiten Ihren Antrag weiter.
portal-told-withdrawn = Sie haben Ihren Antrag zurückgezogen. Wir bearbeiten ihn nicht weiter.
portal-told-too-late = Der Antrag lässt sich nicht mehr zurückziehen: Er ist schon entschieden oder abgeschlossen.
portal-withdraw = Antrag zurückziehen
portal-withdraw-title = Antrag zurückziehen?
portal-withdraw-what = Sie ziehen den Antrag „{ $service }“ mit der Vorgangsnummer { $number } zurück.
portal-withdraw-then = Wir bearbeiten den Antrag dann nicht weiter. Sie können später einen neuen stellen.
portal-withdraw-go = Ja, Antrag zurückziehen
portal-withdraw-back = Nein, zurück zum Vorgang
portal-done-in-account = Der Antrag steht in Ihrem Bürgerkonto unter „Meine Anträge“. Nummer und Code brauchen Sie nur, wenn Sie ihn ohne Konto ansehen.
portal-done-aim = Unser Ziel: Bis zum { $date } hören Sie von uns.
portal-done-mail-title = Nummer per E-Mail aufheben
portal-done-mail-lead = Wir schicken Ihnen nur die Vorgangsnummer. Der Code und Ihre Angaben stehen nicht in der E-Mail.
portal-done-mail-go = Nummer an meine E-Mail senden
portal-done-mail-sent = Die E-Mail mit Ihrer Nummer ist unterwegs.
portal-done-account-title = In ein Bürgerkonto legen
portal-done-account-lead = Haben Sie ein Bürgerkonto, oder möchten Sie eines? Melden Sie sich an: Dann steht dieser Antrag unter „Meine Anträge“, und Sie brauchen den Code nicht mehr.
portal-done-account-go = Anmelden und hinzufügen
portal-mail-number-subject = { $town }: Ihre Vorgangsnummer { $number }
portal-mail-number-text =
    Guten Tag,

    Ihre Vorgangsnummer ist { $number }. Hier sehen Sie, wie weit es ist:
    { $link }

    Sie brauchen dafür auch den Code. Er steht auf der Seite, von der Sie diese E-Mail angefordert haben.

    { $town }
portal-demo-post-link = Demo: Post ansehen
portal-demo-post-mark = Nur zum Ausprobieren: In der Demo verlässt keine E-Mail diesen Rechner. Alle liegen hier.
portal-demo-post-title = Post der Demo
portal-demo-post-empty = Hier liegt noch keine E-Mail. Nach wenigen Sekunden ist sie da.
portal-demo-post-again = Neu laden
portal-demo-post-facts = an { $to }, { $when }
portal-demo-post-to = An
portal-demo-post-sent = Gesendet
portal-session-over-file = Nur Ihre Datei wählen Sie danach bitte noch einmal.
portal-question-files = Dateien dazu
portal-question-files-hint = Bis { $limit } je Datei. Möglich sind: { $kinds }.
portal-question-files-sent = Mitgeschickt haben Sie:
portal-question-files-again = Wählen Sie Ihre Dateien bitte noch einmal.
portal-question-again = Ihre Sitzung war beendet. Schicken Sie Ihre Antwort bitte noch einmal ab.
portal-question-unsent = Ihre Antwort wurde nicht gesendet, denn die Frage ist hier nicht mehr offen.
portal-question-written = Das hatten Sie geschrieben:
portal-question-retry = Das hat nicht geklappt. Schicken Sie Ihre Antwort bitte noch einmal ab.
portal-sign-in-code = Mit Nummer und Code öffnen
portal-wizard-card = Angaben aus dem Online-Ausweis übernehmen
portal-extended-until = Die Frist für Ihren Antrag ist verlängert. Sie endet jetzt am { $date }.
portal-extended-suspended = Die Frist für Ihren Antrag ist verlängert. Zurzeit ruht sie.
portal-extended-reason = Grund:
