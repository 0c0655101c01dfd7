# Sätze, die alle Seiten teilen.
kit-skip = Zum Inhalt springen
kit-installation = Online-Dienste der Kommunen
kit-portal = Online-Dienste
kit-desk = Sachbearbeitung
kit-language = Sprache
kit-signed-in = Angemeldet:
kit-sign-out = Abmelden
kit-footer = Über diese Seiten
kit-of-towns = Impressum, Datenschutz und Barrierefreiheit finden Sie auf den Seiten der Kommunen.
kit-imprint = Impressum
kit-privacy = Datenschutz
kit-accessibility = Barrierefreiheit
kit-barrier = Barriere melden
kit-way-on = Zur Startseite
kit-optional = (freiwillig)
kit-choose = Bitte wählen
kit-yes = Ja
kit-no = Nein
kit-problem-label = Fehler:
kit-problems = { $count ->
    [one] Eine Angabe passt noch nicht
   *[other] { $count } Angaben passen noch nicht
 }
kit-problems-hint = Ihre übrigen Angaben sind noch da. Prüfen Sie bitte:
kit-add = { $label } hinzufügen
kit-remove = { $label } entfernen
kit-numbered = { $number }. { $label }

kit-not-found-title = Diese Seite gibt es nicht
kit-not-found-text = Prüfen Sie die Adresse. Vielleicht ist die Seite umgezogen oder Ihr Link ist nicht vollständig.
kit-no-such-draft-title = Diesen Antrag finden wir in diesem Browser nicht
kit-no-such-draft-text = Einen angefangenen Antrag können Sie nur dort weiterführen, wo Sie ihn begonnen haben: im selben Browser auf demselben Gerät, 30 Tage lang. Sonst beginnen Sie bitte neu.
kit-forbidden-title = Das dürfen Sie hier nicht
kit-forbidden-text = Für diese Seite fehlt Ihnen das Recht. Wenn Sie es brauchen, sprechen Sie Ihre Amtsleitung an.
kit-other-site-title = Diese Anfrage kam von einer anderen Seite
kit-other-site-text = Zu Ihrem Schutz haben wir nichts geändert. Öffnen Sie die Seite neu und versuchen Sie es noch einmal.
kit-form-expired-title = Dieses Formular ist abgelaufen
kit-form-expired-text = Es ist nichts verloren: Gehen Sie zurück, laden Sie die Seite neu und senden Sie noch einmal.
kit-overtaken-title = Hier hat sich inzwischen etwas geändert
kit-overtaken-text = Jemand anderes war schneller, oder dieser Schritt ist schon erledigt. Gehen Sie zurück und laden Sie die Seite neu.
kit-busy-title = Gerade sind sehr viele Menschen hier
kit-busy-text = Ihre Angaben sind sicher. Warten Sie eine halbe Minute und laden Sie die Seite dann neu.
kit-broken-title = Das klappt gerade nicht
kit-broken-text = Ihre Angaben sind sicher. Versuchen Sie es in einigen Minuten noch einmal. Wenn es dann nicht geht, rufen Sie uns an.
kit-why = Warum fragen wir das?

kit-status-received = Angekommen
kit-status-in-progress = In Bearbeitung
kit-status-waiting = Wir warten auf Sie
kit-status-decided = Entschieden
kit-status-ended = Beendet

kit-step = Schritt { $number } von { $count } – { $title }
kit-step-short = Schritt { $number } von { $count }
kit-error-prefix = Fehler: { $title }
kit-next = Weiter
kit-check = Angaben prüfen
kit-back = Zurück
kit-later = Später weitermachen
kit-saved = Gespeichert um { $time } Uhr
kit-to-service = Zur Leistung
kit-summary-title = Prüfen Sie Ihre Angaben
kit-summary-lead = Stimmt alles? Sie können jede Angabe noch ändern.
kit-summary-change = Ändern
kit-summary-change-of = Ändern: { $section }
kit-summary-empty = keine Angabe
kit-summary-incomplete-title = Es fehlt noch etwas
kit-summary-incomplete-text = Bei „{ $page }“ fehlen Angaben, oder etwas passt noch nicht.
kit-summary-incomplete-go = Jetzt ergänzen
kit-summary-declare-title = Absenden
kit-summary-declare-true = Mit dem Absenden erklären Sie: Meine Angaben sind vollständig und richtig.
kit-summary-declare-privacy = Was mit Ihren Daten geschieht, lesen Sie unter
kit-summary-send = Verbindlich absenden

kit-upload-photo = Foto machen oder Datei wählen (bis { $limit }).
kit-upload-file = Datei wählen (bis { $limit }).
kit-upload-kinds = Möglich sind: { $kinds }.
kit-upload-add = Datei hinzufügen
kit-upload-view = Ansehen
kit-upload-view-of = { $name } ansehen
kit-upload-remove = Entfernen
kit-upload-remove-of = { $name } entfernen
kit-upload-replaces = Eine neue Datei ersetzt diese.
kit-upload-unscanned = nicht auf Viren geprüft
kit-upload-too-large = Die Datei ist zu groß. Erlaubt sind { $limit }.
kit-upload-progress = Datei wird übertragen
kit-stop = Hier geht es nicht weiter
kit-verified = aus Ihrem Ausweis übernommen

kit-too-large-title = Das war zu viel auf einmal
kit-too-large-text = So viel nehmen wir auf einmal nicht an. Gehen Sie zurück: Was Sie getippt haben, steht meist noch da. Kürzen Sie lange Texte oder wählen Sie kleinere Dateien.
kit-unreadable-title = Das konnten wir nicht lesen
kit-unreadable-text = Ihre Angaben sind unvollständig bei uns angekommen. Gehen Sie zurück, laden Sie die Seite neu und senden Sie noch einmal.
