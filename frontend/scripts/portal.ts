// What makes the citizens' pages more comfortable. Every page works without it; no decision is made here.
import { copyButtons } from "./enhance/copy";
import { announceProblems } from "./enhance/problems";
import { printButtons } from "./enhance/print";
import { liveForms } from "./enhance/live";
import { submitOnce } from "./enhance/submit-once";
import { uploads } from "./enhance/upload";

announceProblems();
submitOnce();
liveForms();
uploads();
copyButtons();
printButtons();
