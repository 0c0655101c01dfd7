// What makes the caseworkers' pages faster: keys in the work list, forms that follow the answers. Every page works without.
import { listKeys } from "./enhance/list-keys";
import { announceProblems } from "./enhance/problems";
import { liveForms } from "./enhance/live";
import { submitOnce } from "./enhance/submit-once";

announceProblems();
submitOnce();
liveForms();
listKeys();
