# Was beim Einrichten zu verbessern ist.
tenant-slug-malformed = „{ $slug }“ passt nicht in eine Adresse. Erlaubt sind 2 bis 40 Kleinbuchstaben, Ziffern und Bindestriche; am Anfang steht ein Buchstabe.
tenant-slug-reserved = „{ $slug }“ braucht die Plattform selbst. Wählen Sie ein anderes Wort.
tenant-name-missing = Der Name fehlt.
staff-login-missing = Der Anmeldename fehlt.
staff-name-missing = Der Name fehlt.
staff-password-short = Das Passwort ist zu kurz. Es braucht mindestens { $least } Zeichen.
staff-code-wrong = Dieser Code stimmt nicht oder wurde schon benutzt. Warten Sie auf den nächsten Code Ihrer App und geben Sie ihn ein.
staff-secret-unreadable = Das Geheimnis ist nicht lesbar. Es besteht aus den Buchstaben A bis Z und den Ziffern 2 bis 7.
casework-posting-day = Der Tag liegt vor dem Schreiben oder in der Zukunft. Geben Sie den Tag an, an dem Sie den Brief zur Post gegeben haben.
account-mail-malformed = Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@beispiel.de
account-password-short = Das Passwort ist zu kurz. Es braucht mindestens { $least } Zeichen.
account-password-long = Das Passwort ist zu lang.
note-missing = Schreiben Sie, was Sie festhalten möchten.
note-long = Diese Notiz ist zu lang. Erlaubt sind { $most } Zeichen.
