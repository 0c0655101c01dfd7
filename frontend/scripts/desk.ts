// What makes the caseworkers' pages faster: keys in the work list, forms that follow the answers, the letter beside them. Every page works without.
import { decisions } from "./enhance/decide";
import { listKeys } from "./enhance/list-keys";
import { announceProblems } from "./enhance/problems";
import { liveForms } from "./enhance/live";
import { submitOnce } from "./enhance/submit-once";
import { uploads } from "./enhance/upload";

announceProblems();
submitOnce();
liveForms();
decisions();
uploads();
listKeys();
