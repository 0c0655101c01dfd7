# Sentences that all pages share.
kit-skip = Skip to content
kit-installation = Online services of the municipalities
kit-portal = Online services
kit-desk = Case work
kit-language = Language
kit-signed-in = Signed in:
kit-sign-out = Sign out
kit-footer = About these pages
kit-of-towns = You find imprint, privacy and accessibility on the pages of each municipality.
kit-imprint = Imprint
kit-privacy = Privacy
kit-accessibility = Accessibility
kit-barrier = Report a barrier
kit-way-on = Go to the start page
kit-optional = (optional)
kit-choose = Please choose
kit-yes = Yes
kit-no = No
kit-problem-label = Error:
kit-problems = { $count ->
    [one] One answer does not fit yet
   *[other] { $count } answers do not fit yet
 }
kit-problems-hint = Your other answers are still there. Please check:
kit-add = Add { $label }
kit-remove = Remove { $label }
kit-numbered = { $number }. { $label }

kit-not-found-title = This page does not exist
kit-not-found-text = Check the address. The page may have moved, or your link is not complete.
kit-no-such-draft-title = We cannot find this application in this browser
kit-no-such-draft-text = You can continue an application only where you began it: in the same browser on the same device, for 30 days. Otherwise please start again.
kit-forbidden-title = You may not do this here
kit-forbidden-text = You lack the permission for this page. If you need it, talk to your head of office.
kit-other-site-title = This request came from another site
kit-other-site-text = To protect you, we changed nothing. Open the page again and try once more.
kit-form-expired-title = This form has expired
kit-form-expired-text = Nothing is lost: go back, reload the page and send it again.
kit-overtaken-title = Something has changed here in the meantime
kit-overtaken-text = Somebody else was faster, or this step is already done. Go back and reload the page.
kit-busy-title = Very many people are here right now
kit-busy-text = Your answers are safe. Wait half a minute, then reload the page.
kit-broken-title = This does not work right now
kit-broken-text = Your answers are safe. Try again in a few minutes. If it still fails, please call us.
kit-why = Why do we ask this?

kit-status-received = Received
kit-status-in-progress = In progress
kit-status-waiting = Waiting for you
kit-status-decided = Decided
kit-status-ended = Closed

kit-step = Step { $number } of { $count } – { $title }
kit-step-short = Step { $number } of { $count }
kit-error-prefix = Error: { $title }
kit-next = Continue
kit-check = Check your answers
kit-back = Back
kit-later = Continue later
kit-saved = Saved at { $time }
kit-to-service = To the service
kit-summary-title = Check your answers
kit-summary-lead = Is everything right? You can still change every answer.
kit-summary-change = Change
kit-summary-change-of = Change: { $section }
kit-summary-empty = no answer
kit-summary-incomplete-title = Something is still missing
kit-summary-incomplete-text = On “{ $page }” answers are missing, or something does not fit yet.
kit-summary-incomplete-go = Complete it now
kit-summary-declare-title = Send
kit-summary-declare-true = By sending you declare: my answers are complete and correct.
kit-summary-declare-privacy = What happens with your data is explained under
kit-summary-send = Send now

kit-upload-photo = Take a photo or choose a file (up to { $limit }).
kit-upload-file = Choose a file (up to { $limit }).
kit-upload-kinds = Possible are: { $kinds }.
kit-upload-add = Add file
kit-upload-view = View
kit-upload-view-of = View { $name }
kit-upload-remove = Remove
kit-upload-remove-of = Remove { $name }
kit-upload-replaces = A new file replaces this one.
kit-upload-unscanned = not scanned for viruses
kit-upload-too-large = The file is too large. Up to { $limit } are allowed.
kit-upload-progress = The file is being sent
kit-stop = You cannot go on here
kit-verified = taken from your identity card

kit-too-large-title = That was too much at once
kit-too-large-text = We do not take in that much at once. Go back: what you typed is usually still there. Shorten long texts or choose smaller files.
kit-unreadable-title = We could not read that
kit-unreadable-text = Your answers reached us incomplete. Go back, reload the page and send once more.
