//! Many articles as one: their speakers merged into actors, their statements searched and compared.

mod actor;
mod echo;
mod member;
mod merging;
mod query;
mod ruling;

pub use actor::{Actor, ActorId, Actors, Appearance, RollUp};
pub use echo::{Change, Echo, changes, echoes};
pub use member::{Member, Project, Statement};
pub use query::{Index, Query, QueryError};
pub use ruling::{Ruling, Rulings};
