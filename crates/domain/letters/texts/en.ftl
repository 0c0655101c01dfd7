letters-not-typeset = This template does not make a letter: { $message }
letters-not-typeset-hint = This template does not make a letter: { $message } Hint: { $hint }
letters-template-too-large = The template is too long: { $bytes } bytes. { $limit } are allowed.
letters-data-too-large = There is too much data for the letter: { $bytes } bytes. { $limit } are allowed.
letters-too-many-pages = The letter has { $pages } pages. { $limit } are allowed.
letters-title-missing = The letter needs a subject.
letters-date-impossible = The date { $date } cannot stand on a letter.
letters-page-too-large = The letter is too long for the screen: { $bytes } bytes. { $limit } are allowed.
