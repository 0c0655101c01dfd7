# Was beim Zusammensetzen eines Ablaufs nicht passt, und warum ein Vorgang nicht weiterkommt.
engine-call-in-circle = Der Prozess „{ $process }“ ruft sich auf Umwegen selbst auf.
engine-clock-term = „{ $found }“ ergibt keine Dauer in einer Einheit, etwa „P3M“, „P14D“ oder „10 working days“ (Arbeitstage).
engine-decision-input = Die Entscheidung „{ $decision }“ braucht „{ $name }“. Diesen Namen gibt es in diesem Ablauf nicht.
engine-decision-twice = Die Entscheidung „{ $decision }“ gibt es mehr als einmal.
engine-drawing = Der Ablauf „{ $process }“ ist nur eine Zeichnung. Bitte kennzeichnen Sie ihn als ausführbar.
engine-element-twice = Die Kennung „{ $element }“ gibt es auch in einem anderen Prozess, der hier mitläuft.
engine-form-sets-parameter = Das Formular „{ $form }“ hat ein Feld „{ $name }“. So heißt schon ein Parameter.
engine-four-eyes = Das Vier-Augen-Prinzip nennt „{ $task }“. Das ist keine andere Aufgabe dieses Ablaufs, die eine Person erledigt.
engine-four-eyes-never = Das Vier-Augen-Prinzip nennt „{ $task }“, aber von dort führt kein Weg hierher. Es gäbe nichts, was noch einmal angesehen wird.
engine-four-eyes-one-person = Das Vier-Augen-Prinzip nennt „{ $task }“, aber beide Aufgaben gehen an dieselbe Person. Die zweite könnte niemand erledigen.
engine-four-eyes-one-way = Das Vier-Augen-Prinzip nennt „{ $task }“; beide können gleichzeitig offen sein. Dann muss jede der beiden Aufgaben die andere nennen.
engine-no-process = Den Ablauf „{ $process }“ gibt es nicht.
engine-process-twice = Den Ablauf „{ $process }“ gibt es schon in „{ $first }“.
engine-sets-parameter = „{ $name }“ ist ein Parameter. Ein Vorgang kann ihn nicht ändern.
engine-timer-start = „{ $found }“ ergibt aus den Parametern keinen Zeitpunkt und keine Dauer; der Prozess würde nie beginnen.
engine-unknown-decision = Die Entscheidung „{ $decision }“ gibt es nicht.
engine-unknown-form = Das Formular „{ $form }“ gibt es nicht.
engine-unknown-job-type = Die Auftragsart „{ $type }“ gibt es nicht.
engine-unknown-process = Den Prozess „{ $process }“ gibt es nicht oder er ist nur eine Zeichnung.
incident-answer-too-large = Die Antwort auf den Auftrag wurde nicht übernommen: Sie hat { $found } KiB, und der ganze Vorgang darf mit allen Variablen und allem, was offen ist, nur { $limit } KiB haben. Ein neuer Versuch stellt den Auftrag noch einmal.
incident-clock-met = Hier wird auf einen Tag gewartet, der nach einer Frist berechnet wird. Was in dieser Frist zu tun war, ist getan; der Tag kommt deshalb nicht mehr. Der Schritt kann an anderer Stelle weitergehen oder entfallen.
incident-dead-end = Hier warten Wege aufeinander, aber es kommt keiner mehr an. Der Ablauf muss geändert oder der Vorgang abgebrochen werden.
incident-job-failed = Der Auftrag ist fehlgeschlagen ({ $code }): { $message }
incident-no-way = Keine Bedingung trifft zu, und es gibt keinen Standardweg.
incident-not-storable = Der Wert von „{ $name }“ lässt sich nicht speichern.
incident-sets-parameter = „{ $name }“ ist ein Parameter. Das Ergebnis kann nicht übernommen werden.
incident-too-costly = Der Ausdruck „{ $expression }“ verlangt zu viel: { $budget ->
    [steps] zu viele Schritte
    [depth] zu viele Aufrufe ineinander
    [result-bytes] ein zu großes Ergebnis
    [nesting] zu viel ineinander
   *[bytes] zu viel Speicher
 }.
incident-too-large = Der Vorgang würde größer als { $limit } KiB: mit allen Variablen und allem, was offen ist.
incident-too-long-chain = Vorgänge haben sich { $limit }-mal hintereinander mit Nachrichten oder Signalen geantwortet, ohne dass ein Mensch oder eine Frist dazwischen lag. Vermutlich hört das nie auf. Ein neuer Versuch zählt wieder von vorn.
incident-too-many-children = Diese Aktivität wäre { $found }-mal auszuführen; erlaubt sind { $limit }.
incident-too-many-elements = Mehr als { $limit } Schritte warten zugleich. Vielleicht wiederholt sich ein Zeitereignis zu schnell.
incident-too-many-steps = Nach { $limit } Schritten war kein Ende in Sicht. Vielleicht läuft der Ablauf im Kreis.
incident-uncaught = Der Fehler „{ $code }“ wird nirgends behandelt.
incident-undecided = Die Entscheidung „{ $decision }“ hat kein Ergebnis: { $message }
incident-unfit = Der Ausdruck „{ $expression }“ ergibt { $found }. Gebraucht wird { $needed ->
    [boolean] wahr oder falsch
    [text] ein Text
    [texts] ein Text oder eine Liste von Texten
    [date] ein Zeitpunkt
    [duration] eine Dauer
    [cycle] eine Wiederholung
    [list] eine Liste
    [elements] eine Liste der Kennungen von Elementen, die dort beginnen können
    [count] eine ganze Zahl ab 0
   *[other] { $needed }
 }.
migration-called-off = „{ $element }“ ist abgebrochen, und was dort getan war, wird zurückgenommen. Im neuen Prozess sagt kein Ereignis am Rand, wie es danach weitergeht.
migration-clock = Die gesetzliche Frist „{ $element }“ läuft schon. Im neuen Prozess gibt es dort keine dieses Namens.
migration-missing = „{ $element }“ gibt es im neuen Prozess nicht.
migration-not-running = Nur ein laufender Vorgang kann in einem anderen Prozess weitergehen.
migration-other-kind = Aus „{ $element }“ würde „{ $target }“; das ist etwas anderer Art.
migration-other-scope = Aus „{ $element }“ würde „{ $target }“; das liegt woanders, in einer anderen Umgebung.
migration-tokens = An „{ $element }“ wartet schon ein Weg auf die anderen. Im neuen Prozess passt er dort nicht hin oder hätte auf nichts mehr zu warten.
migration-unfit = „{ $element }“ lässt sich im neuen Prozess nicht berechnen.
migration-unknown-old = „{ $element }“ gibt es im alten Prozess nicht.
