letters-not-typeset = Aus dieser Vorlage wird kein Schreiben: { $message }
letters-not-typeset-hint = Aus dieser Vorlage wird kein Schreiben: { $message } Hinweis: { $hint }
letters-template-too-large = Die Vorlage ist zu lang: { $bytes } Byte. Erlaubt sind { $limit }.
letters-data-too-large = Für das Schreiben liegen zu viele Daten vor: { $bytes } Byte. Erlaubt sind { $limit }.
letters-too-many-pages = Das Schreiben hat { $pages } Seiten. Erlaubt sind { $limit }.
letters-title-missing = Das Schreiben braucht einen Betreff.
letters-date-impossible = Das Datum { $date } kann auf keinem Schreiben stehen.
letters-page-too-large = Das Schreiben ist für den Bildschirm zu lang: { $bytes } Byte. Erlaubt sind { $limit }.
