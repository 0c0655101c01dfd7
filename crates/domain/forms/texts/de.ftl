# Sätze zu Angaben in einem Antrag.
forms-missing = Tragen Sie hier etwas ein: „{ $label }“.
forms-missing-date = Geben Sie bei „{ $label }“ ein Datum ein, zum Beispiel 24.03.2026.
forms-missing-choice = Wählen Sie bei „{ $label }“ etwas aus.
forms-missing-tick = Setzen Sie hier ein Häkchen: „{ $label }“.
forms-not-one-answer = Bei „{ $label }“ ist nur eine Angabe möglich.
forms-not-an-option = Wählen Sie bei „{ $label }“ etwas aus der Liste.
forms-date-unreadable = Geben Sie das Datum bei „{ $label }“ so ein: 24.03.2026.
forms-date-too-early = Das Datum bei „{ $label }“ darf nicht vor dem { $limit } liegen.
forms-date-too-late = Das Datum bei „{ $label }“ darf nicht nach dem { $limit } liegen.
forms-number-unreadable = Geben Sie die Zahl bei „{ $label }“ so ein: 1.234,56.
forms-whole-number = Geben Sie bei „{ $label }“ eine ganze Zahl ein, zum Beispiel 2.
forms-too-many-decimals = Geben Sie bei „{ $label }“ höchstens { $limit } Stellen nach dem Komma ein.
forms-too-small = Die Zahl bei „{ $label }“ muss mindestens { $limit } sein.
forms-too-large = Die Zahl bei „{ $label }“ darf höchstens { $limit } sein.
forms-too-short = „{ $label }“ ist zu kurz. Geben Sie mindestens { $limit } Zeichen ein.
forms-too-long = „{ $label }“ ist zu lang. Erlaubt sind { $limit } Zeichen.
forms-control-characters = „{ $label }“ enthält unsichtbare Steuerzeichen. Tippen Sie die Angabe neu ein.
forms-not-an-email = Geben Sie bei „{ $label }“ eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de.
forms-not-a-phone = Geben Sie bei „{ $label }“ eine Telefonnummer ein, zum Beispiel 06031 12345.
forms-not-an-iban = Diese IBAN stimmt nicht („{ $label }“). Prüfen Sie die letzten Ziffern.
forms-not-a-chip-number = „{ $label }“ hat 15 Ziffern. Sie steht im Heimtierausweis.
forms-not-a-postcode = „{ $label }“ hat fünf Ziffern, zum Beispiel 61169.
forms-pattern = Diese Angabe passt nicht zu „{ $label }“. Prüfen Sie, ob Sie sich vertippt haben.
forms-pattern-says = „{ $label }“: { $sentence }
forms-too-many-groups = „{ $label }“ ist höchstens { $limit } Mal möglich. Löschen Sie Einträge oder stellen Sie einen weiteren Antrag.
forms-missing-file = Fügen Sie bei „{ $label }“ eine Datei hinzu.
forms-stopped = Hier geht es nicht weiter. Lesen Sie bitte den Hinweis auf dieser Seite.
forms-file-too-large = Die Datei „{ $name }“ ist zu groß. Erlaubt sind { $limit }.
forms-file-not-welcome = Diese Datei können wir nicht öffnen: „{ $name }“. { $kinds ->
    [pdf] Senden Sie ein PDF.
    [photo] Senden Sie ein Foto.
   *[both] Senden Sie ein PDF oder ein Foto.
 }
forms-file-empty = Die Datei „{ $name }“ ist leer. Wählen Sie sie noch einmal aus.
forms-too-many-files = „{ $name }“ haben wir nicht gespeichert: Mehr als { $limit } Dateien nehmen wir zu einem Antrag nicht an.

# Sätze für Menschen, die Formulare gestalten.
forms-not-json = Das Formular ist kein gültiges JSON: { $reason }
forms-form-too-large = Das Formular ist zu groß. Erlaubt ist { $limit }.
forms-no-components = Das Formular hat keine Bestandteile.
forms-too-many-components = Das Formular hat zu viele Bestandteile. Erlaubt sind { $limit }.
forms-too-deep = Gruppen liegen zu tief ineinander. Erlaubt sind { $limit } Ebenen.
forms-unsupported-component = Bestandteile der Art „{ $type }“ gibt es hier nicht.
forms-missing-attribute = Hier fehlt „{ $attribute }“.
forms-wrong-type = „{ $attribute }“ muss ein Text sein.
forms-duplicate-id = Die Id „{ $id }“ kommt zweimal vor.
forms-duplicate-key = Der Name „{ $name }“ ist schon vergeben, oder eine Angabe läge in einer anderen.
forms-bad-key = Der Name „{ $name }“ geht nicht. Erlaubt sind Buchstaben ohne Umlaute, Ziffern und Unterstriche, getrennt durch Punkte; Wörter der Ausdruckssprache sind ausgenommen.
forms-not-an-expression = Ein Ausdruck beginnt mit „=“.
forms-template = In „{ $attribute }“ sind keine Platzhalter und Ausdrücke möglich.
forms-readonly-not-static = „{ $attribute }“ kann nur wahr oder falsch sein, kein Ausdruck.
forms-bad-limit = „{ $attribute }“ muss eine Zahl sein.
forms-bad-pattern = Dieses Muster können wir nicht prüfen: { $reason }
forms-unknown-format = Das Format „{ $format }“ gibt es nicht. Möglich sind email, phone, iban, chip-number und postcode.
forms-only-dates = Hier ist nur ein Datum möglich, nicht „{ $subtype }“.
forms-options-not-static = Die Auswahl muss im Formular stehen. „{ $attribute }“ geht nicht.
forms-no-options = Die Auswahl ist leer.
forms-bad-option = Jede Auswahlmöglichkeit braucht „label“ und „value“.
forms-unknown-prefill = „{ $name }“ kennt kein Konto. Möglich sind account.first_name, account.last_name, account.street, account.postcode, account.city, account.birth_date und account.email.
forms-unknown-file-kind = Dateien der Art „{ $kind }“ nehmen wir nicht an. Möglich sind .pdf, .jpg, .png, .heic, .tiff, .webp und image/*.
