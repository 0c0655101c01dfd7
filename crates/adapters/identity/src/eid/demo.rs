//! The demo's provider: a page with invented persons instead of a card. Its codes are files, so that several processes of
//! one demo know the same.

use super::{EidFault, EidOrder, EidPerson, EidProof};
use std::path::PathBuf;
use tokio::fs;
use values::Hash;

/// The demo's provider.
#[derive(Debug, Clone)]
pub struct DemoEid {
    folder: PathBuf,
    page: String,
    returns_to: String,
    persons: Vec<EidPerson>,
}

impl DemoEid {
    /// Keeps its codes in a folder and shows these persons (JSON) on the page at this address; it sends nobody anywhere
    /// but to `returns_to`.
    pub fn new(
        folder: impl Into<PathBuf>,
        page: impl Into<String>,
        returns_to: impl Into<String>,
        persons: &str,
    ) -> Result<Self, EidFault> {
        let persons = serde_json::from_str(persons).map_err(unreachable)?;
        Ok(Self { folder: folder.into(), page: page.into(), returns_to: returns_to.into(), persons })
    }

    /// The invented persons.
    pub fn persons(&self) -> &[EidPerson] {
        &self.persons
    }

    /// State and nonce are hexadecimal digits, so they need no escaping.
    pub(super) fn visit(&self, order: &EidOrder) -> String {
        format!("{}?state={}&nonce={}", self.page, order.state, order.nonce)
    }

    /// Somebody has chosen to be one of the persons; where they go with the code. `dice` are fresh.
    pub async fn choose(
        &self,
        person: usize,
        (state, nonce): (&str, &str),
        dice: [u8; 32],
    ) -> Result<String, EidFault> {
        let person = self.persons.get(person).ok_or(EidFault::Refused)?.clone();
        if !is_hexadecimal(state) || !is_hexadecimal(nonce) {
            return Err(EidFault::Refused);
        }
        let code = Hash::from_bytes(dice).to_string();
        let proof = EidProof { nonce: nonce.to_owned(), person };
        let text = serde_json::to_vec(&proof).map_err(unreachable)?;
        fs::create_dir_all(&self.folder).await.map_err(unreachable)?;
        fs::write(self.place(&code), text).await.map_err(unreachable)?;
        Ok(format!("{}?code={code}&state={state}", self.returns_to))
    }

    pub(super) async fn redeem(&self, code: &str) -> Result<EidProof, EidFault> {
        if !is_hexadecimal(code) {
            return Err(EidFault::Refused);
        }
        // Whoever moves the file away has the code; nobody else does.
        let taken = self.place(&format!("{code}-taken"));
        fs::rename(self.place(code), &taken).await.map_err(|_| EidFault::Refused)?;
        let text = fs::read(&taken).await.map_err(unreachable)?;
        fs::remove_file(&taken).await.map_err(unreachable)?;
        serde_json::from_slice(&text).map_err(unreachable)
    }

    fn place(&self, code: &str) -> PathBuf {
        self.folder.join(format!("{code}.json"))
    }
}

fn is_hexadecimal(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|sign| sign.is_ascii_hexdigit())
}

fn unreachable(error: impl std::fmt::Display) -> EidFault {
    EidFault::Unreachable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Eid;

    /// Nobody becomes somebody else with a code they have seen: it is worth one answer, and only for the visit it was made
    /// for.
    #[tokio::test]
    async fn a_code_counts_once() {
        let folder = std::env::temp_dir().join(format!("fachwerk-eid-{}", std::process::id()));
        let persons = r#"[{"pseudonym":"a","first_name":"Erika","last_name":"Beispiel","street":"Lindenweg 4",
            "postcode":"35999","city":"Musterstadt","birth_date":"24.03.1980"}]"#;
        let demo = DemoEid::new(&folder, "/ausweis-demo", "/zurueck", persons).expect("readable persons");
        let (state, nonce) = ("a".repeat(64), "b".repeat(64));
        let way = demo.choose(0, (&state, &nonce), [7; 32]).await.expect("chosen");
        assert!(demo.choose(1, (&state, &nonce), [8; 32]).await.is_err(), "there is no such person");
        assert!(demo.choose(0, ("../..", &nonce), [8; 32]).await.is_err(), "not a state");
        let code =
            way.strip_prefix("/zurueck?code=").and_then(|rest| rest.split('&').next()).expect("a code");
        let eid = Eid::demo(demo);
        let proof = eid.redeem(code).await.expect("redeemed");
        assert_eq!((proof.nonce, proof.person.first_name), (nonce, "Erika".to_owned()));
        assert!(matches!(eid.redeem(code).await, Err(EidFault::Refused)));
        assert!(matches!(eid.redeem("../../etc/passwd").await, Err(EidFault::Refused)));
        assert!(matches!(Eid::none().redeem(code).await, Err(EidFault::NoProvider)));
        std::fs::remove_dir_all(folder).expect("tidied");
    }
}
