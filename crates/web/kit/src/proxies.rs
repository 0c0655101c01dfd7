//! Where a request comes from when a proxy stands in front. What is done with the address is decided elsewhere.

use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Each proxy adds the address it was called from at the end.
const FORWARDED: &str = "x-forwarded-for";

/// The machines whose word about addresses counts: the proxies in front of this program. Anybody else could write into the
/// header what they like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxies(Vec<IpAddr>);

impl Proxies {
    /// Exactly these.
    pub fn new(addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        Self(addresses.into_iter().collect())
    }

    /// The nearest address that is none of ours; empty when the server does not say who called.
    pub(crate) fn origin(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> String {
        let Some(peer) = peer.map(|peer| peer.ip().to_canonical()) else { return String::new() };
        let named = headers.get_all(FORWARDED).iter().filter_map(|value| value.to_str().ok());
        let named: Vec<&str> = named.flat_map(|value| value.split(',')).collect();
        let mut origin = peer;
        for word in named.into_iter().rev() {
            if !self.0.contains(&origin) {
                break;
            }
            let Ok(next) = word.trim().parse::<IpAddr>() else { break };
            origin = next.to_canonical();
        }
        network(origin)
    }
}

impl Default for Proxies {
    /// A proxy on the same machine.
    fn default() -> Self {
        Self::new([IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)])
    }
}

/// One household has 2⁶⁴ addresses of IPv6 (RFC 6177); they are one place.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever guesses passwords is slowed down alone, not everybody behind the same proxy; and nobody passes for somebody
    /// else by writing an address into a header.
    #[test]
    fn an_address_is_believed_from_proxies_only() {
        let proxies = Proxies::new(["127.0.0.1", "10.0.0.7"].map(|text| text.parse().expect("an address")));
        let origin = |peer: &str, header: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED, header.parse().expect("a header"));
            proxies.origin(Some(SocketAddr::new(peer.parse().expect("an address"), 4711)), &headers)
        };
        assert_eq!(origin("127.0.0.1", "203.0.113.9"), "203.0.113.9");
        assert_eq!(origin("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.7"), "203.0.113.9");
        assert_eq!(origin("203.0.113.9", "198.51.100.1"), "203.0.113.9", "it is no proxy of ours");
        assert_eq!(origin("127.0.0.1", "who knows"), "127.0.0.1");
        assert_eq!(origin("::ffff:127.0.0.1", "2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(proxies.origin(None, &HeaderMap::new()), "");
    }
}
